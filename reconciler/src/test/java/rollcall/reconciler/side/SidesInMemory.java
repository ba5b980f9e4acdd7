package rollcall.reconciler.side;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.sort.RowSorter;
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
            Column.STATUS_REASON,
            Column.ENTERED_AT));
    private static final Set<Column> OF_TARGET = EnumSet.complementOf(
            EnumSet.of(Column.KIND, Column.SUPERSEDED_BY, Column.NEEDS_APPOINTMENT, Column.ENTERED_AT));

    private final SpillFolder folder;

    private SidesInMemory(SpillFolder folder) {
        this.folder = folder;
    }

    /**
     * Sides with these rows, each by column.
     *
     * @param census whether the keys of legacy's rows are counted
     * @param ledger its entries: population, reference, occurrence, run, outcome, detail, target id; empty where there is none
     */
    public static Sides of(
            Plan plan,
            List<Map<String, String>> legacy,
            List<Map<String, String>> there,
            Optional<List<List<String>>> ledger,
            SpillFolder folder) {
        try {
            return new SidesInMemory(folder).sides(plan, legacy, there, ledger);
        } catch (IOException | SideFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private Sides sides(
            Plan plan,
            List<Map<String, String>> legacy,
            List<Map<String, String>> there,
            Optional<List<List<String>>> ledger)
            throws IOException, SideFailure {
        RowSorter superseded = sorter("superseded");
        RowSorter sources = sorter("source");
        RowSorter targets = sorter("target");
        RowSorter keys = sorter("census");
        RowIntake source = RowIntake.source("source", sources, superseded, plan);
        RowIntake target = RowIntake.target("target", targets);
        CensusIntake census = new CensusIntake("census", keys);
        take(source, OF_SOURCE, legacy);
        take(target, OF_TARGET, there);
        take(census, OF_SOURCE, legacy);
        LedgerReader entries = new LedgerReader("ledger", sorter("ledger"));
        for (List<String> it : ledger.orElse(List.of())) {
            entries.take(new LedgerText(
                    it.get(0), it.get(1), it.get(2), it.get(3), it.get(4), it.get(5), it.get(6), Optional.empty()));
        }
        return new Sides(
                sources,
                targets,
                superseded,
                Optional.of(keys),
                ledger.map(any -> entries.rows()),
                Set.copyOf(Column.compared()),
                EnumSet.of(
                        Column.NEEDS_APPOINTMENT,
                        Column.OPERATIVE,
                        Column.BOOKED_SLOT,
                        Column.CAPACITY,
                        Column.SLOT_RUNS),
                true,
                entries.contactsWithoutCredit(),
                entries.lastCredit(),
                List::of,
                true,
                List.of(),
                List.of());
    }

    private RowSorter sorter(String of) {
        return new RowSorter(folder, of, BUDGET);
    }

    private static void take(Intake intake, Set<Column> columns, List<Map<String, String>> rows)
            throws IOException, SideFailure {
        intake.begin(columns);
        for (Map<String, String> row : rows) {
            intake.take(new MapCells(columns, row));
        }
    }

    private record MapCells(Set<Column> columns, Map<String, String> row, Utf8 view) implements Cells {
        MapCells(Set<Column> columns, Map<String, String> row) {
            this(columns, row, new Utf8());
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

        @Override
        public String place() {
            return "row";
        }
    }
}
