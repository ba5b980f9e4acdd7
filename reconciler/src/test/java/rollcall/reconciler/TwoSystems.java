package rollcall.reconciler;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import rollcall.reconciler.Reconciliation.Legacy;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.plan.Accepted;
import rollcall.reconciler.plan.CodeTable;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.HistoryPlan;
import rollcall.reconciler.plan.Owners;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanNode;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.LedgerPlan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.plan.Scope;
import rollcall.reconciler.plan.Scope.Decision;
import rollcall.reconciler.plan.SealPlan;
import rollcall.reconciler.settle.Settling;

/** Two real H2 files with a few rows each, and a plan that compares them. */
final class TwoSystems {
    /** Entries of ledgers that are put off, by the database's url. */
    private static final Map<String, List<String>> LATER = new ConcurrentHashMap<>();

    static final LocalDateTime AS_OF = LocalDateTime.of(2026, 10, 16, 18, 0);

    private static final List<String> TRAIL =
            List.of("created_by", "created_at", "changed_by", "changed_at", "status_by", "status_at", "status_reason");

    private final Path folder;
    final DatabaseConnection legacy;
    final DatabaseConnection target;
    private final List<String> keys = new ArrayList<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final Map<String, CodeTable> codes = new LinkedHashMap<>();
    private UnaryOperator<ReconciliationPlan> change = UnaryOperator.identity();
    private final Map<String, Decision> scope =
            new LinkedHashMap<>(Map.of("open", Decision.MOVE, "closed", Decision.EXCLUDE, "rebooked", Decision.COUNT));
    private HistoryPlan history = HistoryPlan.DEFAULT;
    private final Map<String, Scope.Signature> signatures = new LinkedHashMap<>();
    private boolean census = true;
    private boolean trail;
    private boolean ledger;
    private long budget = 1 << 20;

    TwoSystems(Path folder) {
        this.folder = folder;
        this.legacy = connection("legacy");
        this.target = connection("target");
        String columns =
                ComparableRow.COLUMNS.stream().map(it -> it + " " + type(it)).collect(Collectors.joining(", "));
        execute(
                legacy,
                "CREATE TABLE held (%s, kind varchar(50), superseded_by varchar(50), needs_appointment boolean, description varchar(1000), tenant varchar(20))"
                        .formatted(columns));
        execute(legacy, "CREATE TABLE census (population varchar(20), reference varchar(50))");
        execute(
                target,
                "CREATE TABLE held (%s, visible boolean, target_id varchar(50), operative varchar(20), booked_slot varchar(20),"
                                .formatted(columns)
                        + " capacity int, description varchar(1000), slot_runs varchar(40), tenant varchar(20))");
        execute(target, "CREATE SCHEMA rollcall");
        execute(
                target,
                "CREATE TABLE rollcall.balance (population varchar(20), reference varchar(64), outcome varchar(20),"
                        + " detail varchar(1000), target_id varchar(40))");
    }

    private DatabaseConnection connection(String name) {
        return new DatabaseConnection(name, "jdbc:h2:file:" + folder.resolve(name), "sa", "", "public");
    }

    private static String type(String column) {
        return switch (column) {
            case "starts_at", "ends_at", "raised", "target_date" -> "timestamp";
            case "vulnerable", "awaabs", "phone_present", "live" -> "boolean";
            default -> "varchar(100)";
        };
    }

    /** Puts off an entry of the ledger until somebody looks: opening a database takes longer than what is done there. */
    private static void later(DatabaseConnection where, String sql) {
        LATER.computeIfAbsent(where.url(), any -> new ArrayList<>()).add(sql);
    }

    private static void catchUp(DatabaseConnection where) {
        List<String> put = LATER.remove(where.url());
        if (put != null) {
            execute(where, String.join(";\n", put));
        }
    }

    static void execute(DatabaseConnection where, String sql) {
        catchUp(where);
        try (Connection connection = DriverManager.getConnection(where.url(), where.user(), where.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Legacy holds the row, to be moved, and the census counts it. */
    TwoSystems legacyHolds(ComparableRow row) {
        String kind = row.value("kind").isEmpty() ? "open" : row.value("kind");
        insert(legacy, row.with("kind", kind), "kind", "superseded_by", "needs_appointment", "description", "tenant");
        return censusCounts(row.value("population"), row.value("reference"));
    }

    /** The census counts the key. */
    TwoSystems censusCounts(String population, String reference) {
        execute(legacy, "INSERT INTO census VALUES (%s, %s)".formatted(literal(population), literal(reference)));
        return this;
    }

    /** The new system holds the row, visible, with an id made from its reference. */
    TwoSystems targetHolds(ComparableRow row) {
        ComparableRow shown = row.value("visible").isEmpty() ? row.with("visible", "true") : row;
        ComparableRow known =
                shown.value("target_id").isEmpty() ? shown.with("target_id", "id-" + row.value("reference")) : shown;
        List<String> more = new ArrayList<>(List.of(
                "visible", "target_id", "operative", "booked_slot", "capacity", "description", "slot_runs", "tenant"));
        more.addAll(trail ? TRAIL : List.of());
        insert(target, known, more.toArray(String[]::new));
        return this;
    }

    /** The new system says of each row who made it, who changed it last, and who gave it its status, when and why. */
    TwoSystems withTrail() {
        trail = true;
        for (String column : TRAIL) {
            execute(
                    target,
                    "ALTER TABLE held ADD COLUMN %s %s"
                            .formatted(column, column.endsWith("_at") ? "timestamp" : "varchar(100)"));
        }
        return this;
    }

    TwoSystems bothHold(ComparableRow row) {
        return legacyHolds(row).targetHolds(row);
    }

    private static void insert(DatabaseConnection where, ComparableRow row, String... more) {
        List<String> columns = new ArrayList<>(ComparableRow.COLUMNS);
        columns.addAll(List.of(more));
        execute(
                where,
                "INSERT INTO held (%s) VALUES (%s)"
                        .formatted(
                                String.join(", ", columns),
                                columns.stream()
                                        .map(it -> literal(row.value(it)))
                                        .collect(Collectors.joining(", "))));
    }

    private static String literal(String value) {
        return value.isEmpty() ? "NULL" : "'" + value.replace("'", "''") + "'";
    }

    TwoSystems ledgerSays(String population, String reference, String outcome, String detail, String targetId) {
        ledger = true;
        execute(
                target,
                "INSERT INTO rollcall.balance VALUES (%s, %s, %s, %s, %s)"
                        .formatted(
                                literal(population),
                                literal(reference),
                                literal(outcome),
                                literal(detail),
                                literal(targetId)));
        return this;
    }

    /**
     * A debit of a run, and its credit where there is an outcome, in a ledger that shows each of its entries.
     *
     * @param targetId the row that stands for it after the run; empty for none
     */
    TwoSystems ledgerEnters(
            int run,
            String population,
            String reference,
            int occurrence,
            String outcome,
            String detail,
            String targetId) {
        ledger = true;
        String key = "population varchar(20), reference varchar(64), occurrence int, run_id bigint, recorded timestamp";
        later(target, "CREATE TABLE IF NOT EXISTS rollcall.debit (%s)".formatted(key));
        later(
                target,
                "CREATE TABLE IF NOT EXISTS rollcall.credit (%s, outcome varchar(20), detail varchar(1000), target_id varchar(40))"
                        .formatted(key));
        String entry = "%s, %s, %d, %d, TIMESTAMP '2026-10-16 18:00:00'"
                .formatted(literal(population), literal(reference), occurrence, run);
        later(target, "INSERT INTO rollcall.debit VALUES (%s)".formatted(entry));
        if (!outcome.isEmpty()) {
            later(
                    target,
                    "INSERT INTO rollcall.credit VALUES (%s, %s, %s, %s)"
                            .formatted(entry, literal(outcome), literal(detail), literal(targetId)));
        }
        return this;
    }

    TwoSystems accepts(
            Population population, String reference, ExceptionClass type, Optional<java.time.LocalDate> until) {
        accepted.add(new Accepted(accepted.size() + 2, population, reference, type, "known", "A. Manager", until));
        return this;
    }

    /** For no other cause. */
    TwoSystems acceptsOnly(Population population, String reference, ExceptionClass type, Optional<String> cause) {
        accepts(population, reference, type, Optional.empty());
        accepted.add(accepted.removeLast().only(List.of(), cause));
        return this;
    }

    TwoSystems codes(String list, Map<String, String> newCodes) {
        codes.put(list, new CodeTable(list, newCodes));
        return this;
    }

    TwoSystems decides(String kind, Decision decision) {
        scope.put(kind, decision);
        return this;
    }

    TwoSystems signed(String kind, String owner, LocalDate on) {
        signatures.put(kind, new Scope.Signature(owner, on));
        return this;
    }

    TwoSystems withoutCensus() {
        census = false;
        return this;
    }

    TwoSystems changed(UnaryOperator<ReconciliationPlan> by) {
        change = by;
        return this;
    }

    TwoSystems keepingHistoryOf(int runs) {
        history = new HistoryPlan(runs);
        return this;
    }

    TwoSystems inMemoryOf(long bytes) {
        budget = bytes;
        return this;
    }

    Path work() {
        return folder.resolve(".rollcall");
    }

    QuerySide query(DatabaseConnection connection, String name, String sql) {
        return new QuerySide(connection, folder.resolve("reconcile").resolve(name), sql);
    }

    Plan plan() {
        catchUp(target);
        Optional<SidePlan> counted = census
                ? Optional.of(query(legacy, "census.sql", "SELECT population, reference FROM census"))
                : Optional.empty();
        ReconciliationPlan what = new ReconciliationPlan(
                "legacy against new",
                query(legacy, "source.sql", "SELECT * FROM held"),
                query(target, "target.sql", "SELECT * FROM ${target}.held"),
                counted,
                Optional.empty(),
                ledger ? Optional.of(new LedgerPlan(target, "rollcall")) : Optional.empty());
        return new Plan(
                folder,
                "Test council",
                ZoneId.of("Europe/London"),
                Optional.of(AS_OF),
                Map.of("legacy", legacy, "target", target),
                new Scope(scope, signatures),
                accepted,
                codes,
                Owners.NONE,
                List.of(),
                List.of(change.apply(what)),
                SealPlan.DEFAULT,
                history,
                Optional.empty(),
                noNode());
    }

    Result run() {
        Plan plan = plan();
        return Reconciliation.run(plan, plan.reconciliations().getFirst(), AS_OF, work(), Progress.NONE, budget);
    }

    /** Watched by what is told of its progress. */
    Result run(Progress progress) {
        Plan plan = plan();
        return Reconciliation.run(plan, plan.reconciliations().getFirst(), AS_OF, work(), progress, budget);
    }

    /** Differences are left to settle. */
    Result settle(Settling settling) {
        return run(Legacy.LIVE, Optional.of(settling));
    }

    /** With legacy's rows from the newest seal. */
    Result runSealed() {
        return run(Legacy.SEALED, Optional.empty());
    }

    private Result run(Legacy from, Optional<Settling> settling) {
        Plan plan = plan();
        return Reconciliation.run(
                plan, plan.reconciliations().getFirst(), from, AS_OF, work(), Progress.NONE, settling);
    }

    /** Runs and tells the exceptions in short, each {@code CLASS population reference CAUSE}. */
    List<String> exceptions() {
        return findings().stream().map(TwoSystems::told).toList();
    }

    List<Finding> findings() {
        try (Result result = run()) {
            return findings(result);
        }
    }

    static List<Finding> findings(Result result) {
        List<Finding> findings = new ArrayList<>();
        result.findings().forEach(findings::add);
        return findings;
    }

    static Tally tally(Result result, Population population) {
        return Objects.requireNonNull(result.header().tallies().get(population));
    }

    static String told(Finding finding) {
        return "%s %s %s %s"
                .formatted(finding.type(), finding.population().word(), finding.reference(), finding.cause());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The plan's document, which the comparison never looks into. */
    static PlanNode noNode() {
        return (PlanNode) Proxy.newProxyInstance(
                PlanNode.class.getClassLoader(), new Class<?>[] {PlanNode.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
