package rollcall.reconciler.side;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.plan.ReconciliationPlan.LedgerPlan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.sort.RowSorter;
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
    private final RowIntake source;
    private final RowIntake target;
    private final RowSorter superseded;
    private final Optional<CensusIntake> census;
    private final Optional<LedgerReader> ledger;

    private SideReading(
            Plan plan, ReconciliationPlan what, LocalDateTime asOf, SpillFolder spill, long budget, Progress progress) {
        this.plan = plan;
        this.asOf = asOf;
        this.progress = progress;
        this.budget = budget;
        this.superseded = sorter(spill, "superseded");
        this.source = RowIntake.source(name(what.source()), sorter(spill, "legacy"), superseded, plan);
        this.target = RowIntake.target(name(what.target()), sorter(spill, "new system"));
        this.census = what.census().map(it -> new CensusIntake(name(it), sorter(spill, "census")));
        this.ledger = what.ledger().map(it -> new LedgerReader(name(it), sorter(spill, "ledger")));
    }

    /**
     * Reads all sides.
     *
     * @param budget bytes of memory for each side's rows; beyond it they go to {@code spill}
     */
    public static Sides read(
            Plan plan, ReconciliationPlan what, LocalDateTime asOf, SpillFolder spill, long budget, Progress progress) {
        return new SideReading(plan, what, asOf, spill, budget, progress).read(what);
    }

    private RowSorter sorter(SpillFolder spill, String of) {
        return new RowSorter(spill, of, budget);
    }

    private String name(SidePlan side) {
        return CsvReader.name(side.file(), plan.folder());
    }

    private static String name(LedgerPlan ledger) {
        return "ledger %s.balance of connection '%s'"
                .formatted(ledger.schema(), ledger.connection().name());
    }

    private Sides read(ReconciliationPlan what) {
        Map<String, Lane> lanes = new LinkedHashMap<>();
        add(lanes, "source", what.source(), source);
        add(lanes, "target", what.target(), target);
        what.census()
                .ifPresent(it -> census.ifPresent(
                        keys -> add(lanes, isSame(it, what.source()) ? "source" : "census", it, keys)));
        what.ledger()
                .ifPresent(it -> ledger.ifPresent(reader -> lanes.computeIfAbsent(
                                what.target() instanceof QuerySide query
                                                && query.connection().equals(it.connection())
                                        ? "target"
                                        : "ledger",
                                any -> new Lane(Optional.of(it.connection())))
                        .add(
                                name(it),
                                progress.begin("reading the ledger", -1),
                                (snapshot, task) -> reader.read(snapshot.orElseThrow(), it, task))));
        List<String> unknowns = run(List.copyOf(lanes.values()));
        boolean whole = unknowns.isEmpty();
        List<String> mismatched = whole ? Agreement.faults(source, target) : List.of();
        unknowns.addAll(mismatched);
        unknowns.addAll(source.problems().lines());
        unknowns.addAll(target.problems().lines());
        census.ifPresent(it -> unknowns.addAll(it.problems().lines()));
        ledger.ifPresent(it -> unknowns.addAll(it.problems().lines()));
        List<String> notes = new ArrayList<>(whole ? Agreement.notes(source, target) : List.of());
        lanes.values().forEach(it -> notes.addAll(it.notes()));
        Set<Column> compared = EnumSet.copyOf(Column.compared());
        compared.retainAll(source.columns());
        return new Sides(
                source.rows(),
                target.rows(),
                superseded,
                census.map(Intake::rows),
                ledger.map(LedgerReader::rows),
                compared,
                source.columns().contains(Column.LIVE),
                ledger.map(LedgerReader::contactsWithoutCredit).orElse(0L),
                unknowns,
                whole && mismatched.isEmpty(),
                notes);
    }

    private static boolean isSame(SidePlan one, SidePlan other) {
        return one instanceof QuerySide query
                && other instanceof QuerySide otherQuery
                && query.connection().equals(otherQuery.connection());
    }

    private void add(Map<String, Lane> lanes, String lane, SidePlan side, Intake intake) {
        Progress.Task task = progress.begin("reading " + intake.file(), -1);
        switch (side) {
            case QuerySide query ->
                lanes.computeIfAbsent(lane, any -> new Lane(Optional.of(query.connection())))
                        .add(
                                intake.file(),
                                task,
                                (snapshot, it) ->
                                        QueryReader.read(snapshot.orElseThrow(), query, intake, asOf, plan.zone(), it));
            case CsvSide csv ->
                lanes.computeIfAbsent(lane, any -> new Lane(Optional.empty()))
                        .add(intake.file(), task, (snapshot, it) -> CsvReader.read(csv, intake, it));
        }
    }

    private static List<String> run(List<Lane> lanes) {
        List<String> unknowns = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size(), run -> {
            Thread thread = new Thread(run, "rollcall-reader");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<List<String>>> readings = new ArrayList<>();
            for (Lane lane : lanes) {
                readings.add(threads.submit(lane::readAll));
            }
            for (Future<List<String>> reading : readings) {
                unknowns.addAll(reading.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            unknowns.add("the run was interrupted while it read; run it again");
        } catch (ExecutionException e) {
            unknowns.add("a reader failed: " + e.getCause());
        } finally {
            stop(threads);
        }
        return unknowns;
    }

    /** Spill files may go only when nobody writes them any more. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
