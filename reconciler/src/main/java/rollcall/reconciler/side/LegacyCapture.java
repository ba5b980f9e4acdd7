package rollcall.reconciler.side;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.side.KeptLegacy.Part;
import rollcall.reconciler.sort.Readings;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.SpillFolder;

/** Reads legacy's rows and the census's keys as they are, sorted, for somebody who keeps them. */
public final class LegacyCapture {
    private final Plan plan;
    private final LocalDateTime asOf;
    private final SpillFolder spill;
    private final long budget;
    private final Progress progress;
    private final Keeper keeper;
    private final List<String> readings = new ArrayList<>();

    /** Takes what is read, part by part. */
    public interface Keeper {
        /** Told before a part's first row which columns it has. */
        void begin(Part part, Set<Column> columns) throws IOException;

        /** A row in the form of {@link KeptRow}; rows come in order, those of two parts may alternate. */
        void row(Part part, Row row) throws IOException;

        /** All rows of legacy have come; {@code open} is the snapshot in which they were read, empty where they lay in a file. */
        void legacyRead(Optional<Snapshot> open) throws SideFailure, IOException;
    }

    private record Source(Part part, IntakeStep step) {}

    private LegacyCapture(
            Plan plan, LocalDateTime asOf, SpillFolder spill, long budget, Progress progress, Keeper keeper) {
        this.plan = plan;
        this.asOf = asOf;
        this.spill = spill;
        this.budget = budget;
        this.progress = progress;
        this.keeper = keeper;
    }

    /**
     * Reads legacy and its census.
     *
     * @param budget bytes of memory for sorting
     * @return how it was read, a sentence for each connection
     * @throws SideFailure if it could not be read whole, or holds a value that cannot be read as its column's type
     */
    public static List<String> read(
            Plan plan,
            ReconciliationPlan what,
            LocalDateTime asOf,
            SpillFolder spill,
            long budget,
            Progress progress,
            Keeper keeper)
            throws SideFailure, IOException {
        return new LegacyCapture(plan, asOf, spill, budget, progress, keeper).read(what);
    }

    private List<String> read(ReconciliationPlan what) throws SideFailure, IOException {
        try (RowSorter unused = new RowSorter(spill, "unused", budget)) {
            List<Source> legacy = new ArrayList<>();
            legacy.add(source(Part.SOURCE, what.source(), RowIntake.source(name(what.source()), unused, unused, plan)));
            Optional<SidePlan> census = what.census();
            Optional<Source> counted = census.map(it -> source(Part.CENSUS, it, new CensusIntake(name(it), unused)));
            boolean isTogether = census.isPresent() && SideReading.isSame(census.get(), what.source());
            if (isTogether) {
                counted.ifPresent(legacy::add);
            }
            lane("Legacy was", what.source(), legacy, true);
            if (counted.isPresent() && !isTogether) {
                lane("Its census was", census.orElseThrow(), List.of(counted.get()), false);
            }
            return readings;
        }
    }

    private String name(SidePlan side) {
        return plan.nameOf(side.file());
    }

    private Source source(Part part, SidePlan side, Intake intake) {
        return new Source(part, SideReading.step(plan, asOf, side, intake, progress));
    }

    private void lane(String who, SidePlan side, List<Source> sources, boolean isLegacy)
            throws SideFailure, IOException {
        try {
            if (side instanceof QuerySide query) {
                try (Snapshot snapshot = Snapshot.open(query.connection())) {
                    read(who, Optional.of(query.connection()), Optional.of(snapshot), sources);
                    if (isLegacy) {
                        keeper.legacyRead(Optional.of(snapshot));
                    }
                }
            } else {
                read(who, Optional.empty(), Optional.empty(), sources);
                if (isLegacy) {
                    keeper.legacyRead(Optional.empty());
                }
            }
        } finally {
            sources.forEach(it -> it.step().task().close());
        }
    }

    private void read(
            String who, Optional<DatabaseConnection> connection, Optional<Snapshot> snapshot, List<Source> sources)
            throws SideFailure, IOException {
        List<IntakeStep> steps = sources.stream().map(Source::step).toList();
        if (connection.isPresent() && !snapshot.orElseThrow().isOneMoment()) {
            Readings twice = ReadTwice.read(connection.get().name(), snapshot.orElseThrow(), steps, spill, budget);
            readings.add(ReadTwice.sentence(who, twice));
            handOver(sources, twice.settled());
            return;
        }
        readings.add(connection.map(it -> Lane.oneMoment(who, it)).orElse(who + " read from a file."));
        try (RowSorter kept = new RowSorter(spill, "kept", budget)) {
            for (int i = 0; i < steps.size(); i++) {
                steps.get(i).keep(snapshot, i, kept);
            }
            handOver(sources, kept.sorted());
        }
    }

    private void handOver(List<Source> sources, SortedRows rows) throws SideFailure, IOException {
        try (rows) {
            for (Source source : sources) {
                List<String> problems = source.step().intake().problems().lines();
                if (!problems.isEmpty()) {
                    throw new SideFailure(String.join(System.lineSeparator(), problems));
                }
                keeper.begin(source.part(), source.step().columns());
            }
            while (rows.advance()) {
                Row row = rows.row();
                keeper.row(sources.get((int) row.values().number(0)).part(), row);
            }
        }
    }
}
