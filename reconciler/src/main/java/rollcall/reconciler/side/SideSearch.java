package rollcall.reconciler.side;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.side.KeptLegacy.Part;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.SpillFolder;
import rollcall.reconciler.sort.Values;

/**
 * Looks a few records up in a side, by the plan's own query with a condition around it. Where the database does not take
 * that, and where there is no database, the whole side is read and what is not sought passed over. For one thread.
 */
public final class SideSearch implements AutoCloseable {
    private static final int MOST_BY_KEY = 500;

    private final Plan plan;
    private final SidePlan side;
    private final Set<Column> allowed;
    private final Optional<KeptPart> kept;
    private final LocalDateTime asOf;
    private final SpillFolder spill;
    private final Progress progress;
    private final Set<String> problems = new LinkedHashSet<>();
    private Optional<Snapshot> snapshot = Optional.empty();
    private boolean whole;

    private record KeptPart(KeptLegacy legacy, Part part) {}

    private SideSearch(
            Plan plan,
            SidePlan side,
            Set<Column> allowed,
            Optional<KeptPart> kept,
            LocalDateTime asOf,
            SpillFolder spill,
            Progress progress) {
        this.plan = plan;
        this.side = side;
        this.allowed = allowed;
        this.kept = kept;
        this.asOf = asOf;
        this.spill = spill;
        this.progress = progress;
    }

    /** In legacy's side; where it was kept, in what was kept. */
    public static SideSearch ofSource(
            Plan plan,
            SidePlan side,
            Optional<? extends KeptLegacy> kept,
            LocalDateTime asOf,
            SpillFolder spill,
            Progress progress) {
        return new SideSearch(
                plan, side, RowIntake.OF_SOURCE, kept.map(it -> new KeptPart(it, Part.SOURCE)), asOf, spill, progress);
    }

    /** In the new system's side. */
    public static SideSearch ofTarget(
            Plan plan, SidePlan side, LocalDateTime asOf, SpillFolder spill, Progress progress) {
        return new SideSearch(plan, side, RowIntake.OF_TARGET, Optional.empty(), asOf, spill, progress);
    }

    /** In the census of legacy's keys; where it was kept, in what was kept. */
    public static SideSearch ofCensus(
            Plan plan,
            SidePlan side,
            Optional<? extends KeptLegacy> kept,
            LocalDateTime asOf,
            SpillFolder spill,
            Progress progress) {
        return new SideSearch(
                plan,
                side,
                CensusIntake.COLUMNS,
                kept.filter(it -> it.has(Part.CENSUS)).map(it -> new KeptPart(it, Part.CENSUS)),
                asOf,
                spill,
                progress);
    }

    /**
     * The records that are sought, in no order.
     *
     * @throws SideFailure if the side cannot be read
     */
    public List<Sighting> find(Sought sought) throws SideFailure, IOException {
        if (sought.texts().isEmpty()) {
            return List.of();
        }
        try (RowSorter unused = new RowSorter(spill, "unused", 1 << 20)) {
            SearchIntake into = new SearchIntake(plan.nameOf(side.file()), unused, allowed, sought);
            if (kept.isPresent()) {
                readKept(kept.get(), into);
            } else if (whole || !(side instanceof QuerySide query) || !readByKey(query, sought, into)) {
                into = new SearchIntake(into.file(), unused, allowed, sought);
                readWhole(into);
            }
            problems.addAll(into.problems().lines());
            return into.found();
        }
    }

    /** From now on the whole side is read: whoever compares keys as its database does may find fewer than there are. */
    public void distrustKeys() {
        whole = true;
    }

    /** Whether the whole side is read anyway, so that what was not found is not there. */
    public boolean isWhole() {
        return whole || kept.isPresent() || !(side instanceof QuerySide);
    }

    /** Values of the sought records that could not be read. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private void readWhole(SearchIntake into) throws SideFailure, IOException {
        IntakeStep step = SideReading.step(plan, asOf, side, into, progress);
        try (Progress.Task task = step.task()) {
            step.read(side instanceof QuerySide query ? Optional.of(open(query)) : Optional.empty());
        }
    }

    private void readKept(KeptPart from, SearchIntake into) throws SideFailure, IOException {
        Set<Column> columns = from.legacy().columns(from.part());
        into.begin(columns);
        KeptRow cells = new KeptRow(into.file(), columns);
        try (SortedRows rows = from.legacy().rows(from.part())) {
            while (rows.advance()) {
                Values values = rows.row().values();
                values.skip();
                cells.show(values);
                into.take(cells);
            }
        }
    }

    private Snapshot open(QuerySide query) throws SideFailure {
        if (snapshot.isEmpty()) {
            snapshot = Optional.of(Snapshot.open(query.connection()));
        }
        return snapshot.get();
    }

    /** Whether the database has taken it. */
    private boolean readByKey(QuerySide query, Sought sought, SearchIntake into) throws SideFailure, IOException {
        if (sought.size() > MOST_BY_KEY) {
            return false;
        }
        Snapshot from = open(query);
        List<String> labels = QueryLabels.of(from, query, into.file(), asOf);
        Header header = Header.of(into.file(), labels, allowed, query.key());
        Condition condition = Condition.of(sought, labels, header);
        if (condition.sql().isEmpty()) {
            return true;
        }
        String sql = "SELECT q.* FROM (\n%s\n) q WHERE %s".formatted(SqlText.of(query, asOf), condition.sql());
        try (PreparedStatement statement = from.prepare(sql);
                Progress.Task task = progress.begin("reading " + into.file(), -1)) {
            for (int i = 0; i < condition.texts().size(); i++) {
                statement.setString(i + 1, condition.texts().get(i));
            }
            Optional<SessionClock> clock = SessionClock.of(from.connection());
            try (ResultSet rows = statement.executeQuery()) {
                QueryReader.read(rows, from, clock, query.key(), into, plan.zone(), task);
                return true;
            }
        } catch (SQLException refused) {
            from.renew();
            whole = true;
            return false;
        }
    }

    @Override
    public void close() {
        snapshot.ifPresent(Snapshot::close);
        snapshot = Optional.empty();
    }
}
