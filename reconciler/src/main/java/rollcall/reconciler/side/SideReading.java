package rollcall.reconciler.side;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.KeyColumns;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.plan.ReconciliationPlan.LedgerPlan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.side.KeptLegacy.Part;
import rollcall.reconciler.sort.Reopenable;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.RowsInto;
import rollcall.reconciler.sort.SpillFolder;

/**
 * Reads all sides of a reconciliation at once: a thread each for legacy and the new system. The census of legacy's own
 * connection is read in the same transaction as its rows, and the ledger in that of the new system's, so that each pair
 * sees one moment.
 */
public final class SideReading {
    private final Plan plan;
    private final LocalDateTime asOf;
    private final Progress progress;
    private final long budget;
    private final SpillFolder spill;
    private final Optional<KeptLegacy> kept;
    private final RowIntake source;
    private final RowIntake target;
    private final RowSorter sourceRows;
    private final RowSorter targetRows;
    private final RowSorter superseded;
    private final Optional<RowSorter> censusRows;
    private final Optional<CensusIntake> census;
    private final Optional<LedgerReader> ledger;
    private boolean isComparedAsRead;

    private SideReading(
            Plan plan,
            ReconciliationPlan what,
            Optional<KeptLegacy> kept,
            LocalDateTime asOf,
            SpillFolder spill,
            long budget,
            Progress progress) {
        this.kept = kept;
        this.spill = spill;
        this.plan = plan;
        this.asOf = asOf;
        this.progress = progress;
        this.budget = budget;
        this.sourceRows = sorter(spill, "legacy");
        this.targetRows = sorter(spill, "new system");
        this.superseded = sorter(spill, "superseded");
        this.censusRows = what.census().map(it -> sorter(spill, "census"));
        this.source = RowIntake.source(name(what.source()), sourceRows, superseded, plan);
        this.target = RowIntake.target(name(what.target()), targetRows, Newcomers.of(what));
        this.census = what.census().flatMap(it -> censusRows.map(rows -> new CensusIntake(name(it), rows)));
        this.ledger = what.ledger().map(it -> new LedgerReader(name(it), sorter(spill, "ledger")));
    }

    /**
     * Reads all sides. Of a reconciliation that has files only, the sides among {@code inOrder} are not read yet: they are read
     * while they are compared, in the hope that they stand in the order of their keys.
     *
     * @param kept legacy's side as it was kept, if it is to be read instead of legacy
     * @param inOrder the sides that may be compared as they are read; one that has proved not to be in order is not among them
     * @param budget bytes of memory for each side's rows; beyond it they go to {@code spill}
     */
    public static Sides read(
            Plan plan,
            ReconciliationPlan what,
            Optional<KeptLegacy> kept,
            Set<Streamed> inOrder,
            LocalDateTime asOf,
            SpillFolder spill,
            long budget,
            Progress progress) {
        SideReading reading = new SideReading(plan, what, kept, asOf, spill, budget, progress);
        Sides sides = reading.read(what, inOrder);
        return sides.whole() || !reading.isComparedAsRead
                ? sides
                : new SideReading(plan, what, kept, asOf, spill, budget, progress).read(what, Set.of());
    }

    /** The sides that can be compared as they are read. */
    public enum Streamed {
        SOURCE,
        TARGET
    }

    private RowSorter sorter(SpillFolder spill, String of) {
        return new RowSorter(spill, of, budget);
    }

    private String name(SidePlan side) {
        return plan.nameOf(side.file());
    }

    private static String name(LedgerPlan ledger) {
        return "ledger %s.balance of connection '%s'"
                .formatted(ledger.schema(), ledger.connection().name());
    }

    private Sides read(ReconciliationPlan what, Set<Streamed> inOrder) {
        Set<Streamed> wanted = kept.isEmpty() && hasFilesOnly(what) ? inOrder : Set.of();
        Optional<CsvInOrder> legacyInOrder = wanted.contains(Streamed.SOURCE)
                ? inOrder(
                        Streamed.SOURCE,
                        what.source(),
                        source,
                        into -> RowIntake.source(name(what.source()), into, superseded, plan))
                : Optional.empty();
        Optional<CsvInOrder> newInOrder = wanted.contains(Streamed.TARGET)
                ? inOrder(
                        Streamed.TARGET,
                        what.target(),
                        target,
                        into -> RowIntake.target(name(what.target()), into, Newcomers.of(what)))
                : Optional.empty();
        isComparedAsRead = legacyInOrder.isPresent() || newInOrder.isPresent();
        Lanes lanes = new Lanes(spill, budget);
        if (kept.isPresent()) {
            lanes.add("source", "", Optional.empty(), kept(Part.SOURCE, source));
        } else if (legacyInOrder.isEmpty()) {
            add(lanes, "source", "Legacy was", what.source(), source);
        }
        if (newInOrder.isEmpty()) {
            add(lanes, "target", "The new system was", what.target(), target);
        }
        if (what.census().isPresent() && census.isPresent()) {
            addCensus(lanes, what, what.census().get(), census.get());
        }
        if (what.ledger().isPresent() && ledger.isPresent()) {
            addLedger(lanes, what, what.ledger().get(), ledger.get());
        }
        List<String> failures = lanes.readAll();
        boolean whole = failures.isEmpty();
        List<String> mismatched = whole ? Agreement.faults(source.columns(), target.columns()) : List.of();
        Supplier<List<String>> told = () -> {
            List<String> unknowns = new ArrayList<>(failures);
            unknowns.addAll(mismatched);
            unknowns.addAll(legacyInOrder
                    .map(CsvInOrder::problems)
                    .orElse(source.problems().lines()));
            unknowns.addAll(newInOrder
                    .map(CsvInOrder::problems)
                    .orElse(target.problems().lines()));
            census.ifPresent(it -> unknowns.addAll(it.problems().lines()));
            ledger.ifPresent(it -> unknowns.addAll(it.problems().lines()));
            return unknowns;
        };
        List<String> notes = new ArrayList<>(
                whole
                        ? Agreement.notes(
                                source.columns(),
                                target.columns(),
                                what.evolved().isPresent())
                        : List.of());
        knownBy(what).ifPresent(notes::add);
        ledger.ifPresent(it -> notes.addAll(it.notes()));
        List<String> readings = Stream.concat(kept.map(KeptLegacy::reading).stream(), lanes.readings().stream())
                .toList();
        Set<Column> compared = EnumSet.copyOf(Column.compared());
        compared.removeIf(it -> !source.columns().has(it));
        return new Sides(
                legacyInOrder.<Reopenable>map(it -> it).orElse(sourceRows),
                newInOrder.<Reopenable>map(it -> it).orElse(targetRows),
                superseded,
                censusRows.map(it -> it),
                ledger.map(LedgerReader::rows),
                compared,
                rules(),
                source.columns().has(Column.LIVE),
                ledger.map(LedgerReader::contactsWithoutCredit).orElse(0L),
                ledger.flatMap(LedgerReader::lastExtract),
                told,
                whole && mismatched.isEmpty(),
                readings,
                notes);
    }

    private static Optional<String> knownBy(ReconciliationPlan what) {
        KeyColumns key = what.source().key();
        return key.isNone()
                ? Optional.empty()
                : Optional.of(
                        "Records are known by several columns (%s): a reference is their values joined by #, with \\ before a # or \\ that belongs to a value."
                                .formatted(key.told()));
    }

    /** Whoever must be read again need not be asked again: all others are files. */
    private static boolean hasFilesOnly(ReconciliationPlan what) {
        return what.ledger().isEmpty()
                && Stream.concat(Stream.of(what.source(), what.target()), what.census().stream())
                        .allMatch(CsvSide.class::isInstance);
    }

    /** A side that is read while it is compared; its intake is told its columns beforehand. */
    private Optional<CsvInOrder> inOrder(
            Streamed which, SidePlan side, RowIntake columns, Function<RowsInto, Intake> intake) {
        if (!(side instanceof CsvSide csv)) {
            return Optional.empty();
        }
        CsvInOrder rows =
                new CsvInOrder(csv, which.name(), intake, () -> progress.begin("reading " + columns.file(), -1));
        return rows.columns(columns.file(), columns.allowed()).map(it -> {
            columns.begin(it);
            return rows;
        });
    }

    private Set<Column> rules() {
        Set<Column> rules = EnumSet.of(
                Column.NEEDS_APPOINTMENT, Column.OPERATIVE, Column.BOOKED_SLOT, Column.CAPACITY, Column.SLOT_RUNS);
        rules.removeIf(it -> !source.columns().has(it) && !target.columns().has(it));
        return rules;
    }

    private void addCensus(Lanes lanes, ReconciliationPlan what, SidePlan side, CensusIntake keys) {
        if (kept.isPresent()) {
            lanes.add("source", "", Optional.empty(), kept(Part.CENSUS, keys));
        } else {
            add(lanes, isSame(side, what.source()) ? "source" : "census", "The census was", side, keys);
        }
    }

    private void addLedger(Lanes lanes, ReconciliationPlan what, LedgerPlan entries, LedgerReader reader) {
        boolean isInTarget =
                what.target() instanceof QuerySide query && query.connection().equals(entries.connection());
        lanes.add(
                isInTarget ? "target" : "ledger",
                "The ledger was",
                Optional.of(entries.connection()),
                new LedgerStep(reader, entries, name(entries), progress.begin("reading the ledger", -1)));
    }

    static boolean isSame(SidePlan one, SidePlan other) {
        return one instanceof QuerySide query
                && other instanceof QuerySide otherQuery
                && query.connection().equals(otherQuery.connection());
    }

    private void add(Lanes lanes, String lane, String who, SidePlan side, Intake intake) {
        Optional<DatabaseConnection> connection =
                side instanceof QuerySide query ? Optional.of(query.connection()) : Optional.empty();
        lanes.add(lane, who, connection, step(plan, asOf, side, intake, progress));
    }

    /** How a side is read into an intake. */
    static IntakeStep step(Plan plan, LocalDateTime asOf, SidePlan side, Intake intake, Progress progress) {
        Progress.Task reading = progress.begin("reading " + intake.file(), -1);
        return switch (side) {
            case QuerySide query ->
                new IntakeStep(
                        intake,
                        reading,
                        (snapshot, into, task) ->
                                QueryReader.read(snapshot.orElseThrow(), query, into, asOf, plan.zone(), task));
            case CsvSide csv ->
                new IntakeStep(intake, reading, (snapshot, into, task) -> CsvReader.read(csv, into, task));
        };
    }

    private IntakeStep kept(Part part, Intake intake) {
        return new IntakeStep(intake, progress.begin("reading the seal", -1), (snapshot, into, task) -> {
            KeptLegacy legacy = kept.orElseThrow();
            if (!legacy.has(part)) {
                throw new SideFailure(intake.file() + ": the seal holds no census; take census: out of the plan,"
                        + " or seal again while legacy can be read");
            }
            KeptRows.read(legacy, part, into, task);
        });
    }
}
