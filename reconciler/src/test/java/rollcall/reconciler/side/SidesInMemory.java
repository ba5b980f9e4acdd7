package rollcall.reconciler.side;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.sort.Reopenable;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.SpillFolder;
import rollcall.reconciler.sort.Utf8;

/** Sides that nobody has read: rows of a test, written as any side writes them. */
public final class SidesInMemory {
    private static final long BUDGET = 1 << 20;
    private static final Set<Column> OF_SOURCE = EnumSet.complementOf(EnumSet.of(
            Column.TARGET_ID,
            Column.OPERATIVE,
            Column.BOOKED_SLOT,
            Column.CAPACITY,
            Column.SLOT_RUNS,
            Column.VISIBLE,
            Column.CREATED_BY,
            Column.CREATED_AT,
            Column.CHANGED_BY,
            Column.CHANGED_AT,
            Column.STATUS_BY,
            Column.STATUS_AT,
            Column.STATUS_REASON));
    private static final Set<Column> OF_TARGET = EnumSet.complementOf(
            EnumSet.of(Column.KIND, Column.SUPERSEDED_BY, Column.NEEDS_APPOINTMENT, Column.ENTERED_AT));
    private static final Set<Column> OF_RULES = EnumSet.of(
            Column.NEEDS_APPOINTMENT, Column.OPERATIVE, Column.BOOKED_SLOT, Column.CAPACITY, Column.SLOT_RUNS);

    private final SpillFolder folder;
    private final Rows rows;

    private SidesInMemory(SpillFolder folder, Rows rows) {
        this.folder = folder;
        this.rows = rows;
    }

    /**
     * Rows of all sides, each by column.
     *
     * @param census the keys that the base tables have; empty where nobody counts them
     * @param ledger its entries; empty where there is none
     * @param lacking columns that no side has
     */
    public record Rows(
            List<Map<String, String>> legacy,
            List<Map<String, String>> there,
            Optional<List<Map<String, String>>> census,
            Optional<List<Entry>> ledger,
            Set<Column> lacking) {}

    /**
     * An entry of the ledger; of one that shows only its last entries, without occurrence and run.
     *
     * @param recorded when it was credited
     */
    public record Entry(
            String population,
            String reference,
            String occurrence,
            String run,
            String outcome,
            String detail,
            String targetId,
            Optional<LocalDateTime> recorded) {}

    /** Sides with these rows. */
    public static Sides of(Plan plan, Rows rows, SpillFolder folder) {
        try {
            return new SidesInMemory(folder, rows).sides(plan);
        } catch (IOException | SideFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The same sides, one of which says that it has one row more than it has.
     *
     * @param side a word of {@link Sides}; any other for none
     */
    public static Sides losing(String side, Sides of) {
        return new Sides(
                side.equals("source") ? new Losing(of.source()) : of.source(),
                side.equals("target") ? new Losing(of.target()) : of.target(),
                side.equals("superseded") ? new Losing(of.superseded()) : of.superseded(),
                side.equals("census") ? of.census().map(Losing::new) : of.census(),
                side.equals("ledger") ? of.ledger().map(Losing::new) : of.ledger(),
                of.columns(),
                of.rules(),
                of.tellsLive(),
                of.contactsWithoutCredit(),
                of.lastExtract(),
                of.told(),
                of.whole(),
                of.readings(),
                of.notes());
    }

    private record Losing(Reopenable of) implements Reopenable {
        @Override
        public SortedRows open() throws IOException {
            return of.open();
        }

        @Override
        public long rows() {
            return of.rows() + 1;
        }

        @Override
        public void toDisk() throws IOException {
            of.toDisk();
        }

        @Override
        public void close() throws IOException {
            of.close();
        }
    }

    private Sides sides(Plan plan) throws IOException, SideFailure {
        RowSorter superseded = sorter("superseded");
        RowSorter sources = sorter("source");
        RowSorter targets = sorter("target");
        RowSorter keys = sorter("census");
        RowIntake source = RowIntake.source("source", sources, superseded, plan);
        RowIntake target = RowIntake.target("target", targets, Newcomers.NONE);
        CensusIntake census = new CensusIntake("census", keys);
        take(source, OF_SOURCE, rows.legacy());
        take(target, OF_TARGET, rows.there());
        take(census, OF_SOURCE, rows.census().orElse(List.of()));
        LedgerReader entries = new LedgerReader("ledger", sorter("ledger"));
        for (Entry it : rows.ledger().orElse(List.of())) {
            entries.take(new LedgerText(
                    it.population(),
                    it.reference(),
                    it.occurrence(),
                    it.run(),
                    it.outcome(),
                    it.detail(),
                    it.targetId(),
                    it.recorded(),
                    it.recorded()));
        }
        return new Sides(
                sources,
                targets,
                superseded,
                rows.census().map(any -> keys),
                rows.ledger().map(any -> entries.rows()),
                present(Set.copyOf(Column.compared())),
                present(OF_RULES),
                !rows.lacking().contains(Column.LIVE),
                entries.contactsWithoutCredit(),
                entries.lastExtract(),
                List::of,
                true,
                List.of(),
                List.of());
    }

    private RowSorter sorter(String of) {
        return new RowSorter(folder, of, BUDGET);
    }

    private Set<Column> present(Set<Column> columns) {
        Set<Column> present = EnumSet.copyOf(columns);
        present.removeAll(rows.lacking());
        return present;
    }

    private void take(Intake intake, Set<Column> columns, List<Map<String, String>> taken)
            throws IOException, SideFailure {
        Set<Column> present = present(columns);
        intake.begin(present);
        for (int i = 0; i < taken.size(); i++) {
            intake.take(new MapCells(present, taken.get(i), "row " + (i + 1)));
        }
    }

    private record MapCells(Set<Column> columns, Map<String, String> row, String place, Utf8 view) implements Cells {
        MapCells(Set<Column> columns, Map<String, String> row, String place) {
            this(columns, row, place, new Utf8());
        }

        @Override
        public String text(Column column) {
            return columns.contains(column) ? row.getOrDefault(column.word(), "") : "";
        }

        @Override
        public Utf8 utf8(Column column) {
            return view.show(text(column));
        }

        @Override
        public long minutes(Column column) {
            String text = text(column);
            return text.isEmpty() ? NO_TIME : Texts.minutes(LocalDateTime.parse(text));
        }

        @Override
        public int flag(Column column) {
            String text = text(column);
            return text.isEmpty() ? -1 : Boolean.parseBoolean(text) ? 1 : 0;
        }

        @Override
        public boolean has(Column column) {
            return columns.contains(column);
        }
    }
}
