package rollcall.reconciler.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.plan.ReconciliationPlan.LedgerPlan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;

/** Reads {@code reconcile:}, the comparisons of the plan. */
final class ReconciliationsReader {
    /** The columns in which both sides must agree. */
    static final List<String> COMPARED = List.of(
            "job",
            "property",
            "uprn",
            "starts_at",
            "ends_at",
            "status",
            "priority",
            "raised",
            "target_date",
            "trade",
            "contractor",
            "slot",
            "vulnerable",
            "awaabs",
            "alerts",
            "phone_present",
            "description");

    private static final List<String> OTHERS = List.of(
            "population",
            "reference",
            "live",
            "visible",
            "kind",
            "superseded_by",
            "needs_appointment",
            "target_id",
            "operative",
            "booked_slot",
            "capacity",
            "slot_runs",
            "tenant",
            "entered_at",
            "created_by",
            "created_at",
            "changed_by",
            "changed_at",
            "status_by",
            "status_at",
            "status_reason");

    private static final List<String> COLUMNS =
            Stream.concat(COMPARED.stream(), OTHERS.stream()).toList();

    private final Map<String, DatabaseConnection> connections;
    private final SqlFiles sqlFiles;

    ReconciliationsReader(Map<String, DatabaseConnection> connections, SqlFiles sqlFiles) {
        this.connections = connections;
        this.sqlFiles = sqlFiles;
    }

    List<ReconciliationPlan> read(PlanNode root) {
        List<PlanNode> nodes = root.children("reconcile");
        if (nodes.isEmpty()) {
            root.fault(
                    "reconcile",
                    "reconcile names nothing to compare; expected at least one entry with name:, source: and target:");
        }
        List<ReconciliationPlan> read = new ArrayList<>();
        Map<String, String> slugs = new HashMap<>();
        for (PlanNode node : nodes) {
            ReconciliationPlan reconciliation = reconciliation(node);
            String name = reconciliation.name();
            String earlier = slugs.putIfAbsent(reconciliation.slug(), name);
            if (earlier != null && !name.isEmpty()) {
                node.fault(
                        "name",
                        "name \"" + name + "\" "
                                + (earlier.equals(name)
                                        ? "stands twice"
                                        : "makes the same file name as \"" + earlier + "\"")
                                + "; give each reconciliation its own");
            }
            read.add(reconciliation);
        }
        return read;
    }

    private ReconciliationPlan reconciliation(PlanNode node) {
        node.onlyKeys(
                "name",
                "key",
                "source",
                "target",
                "census",
                "contact",
                "ledger",
                "agree",
                "evolved",
                "codes",
                "rehearse");
        KeyColumns key = KeyReader.read(node, COLUMNS);
        SidePlan source = side(node.child("source"), key, "called", "with");
        SidePlan target = side(node.child("target"), key, "called", "with");
        if (isOneThing(source, target)) {
            node.fault(
                    "target",
                    "target is what source is, \"%s\": it would be compared with itself, and always agree; name the other system's"
                            .formatted(target.file().getFileName()));
        }
        return new ReconciliationPlan(
                node.text("name"),
                source,
                target,
                node.optionalChild("census").map(it -> side(it, key)),
                node.optionalChild("contact").map(this::contact),
                node.optionalChild("ledger").map(this::ledger),
                AgreedReader.read(node),
                node.optionalChild("evolved").map(EvolvedReader::read),
                Leg.read(node));
    }

    /** One file with the same columns, or one query with the same values in it that is asked of one database, whatever that is called. */
    private static boolean isOneThing(SidePlan source, SidePlan target) {
        return switch (source) {
            case CsvSide csv -> csv.equals(target);
            case QuerySide query ->
                target instanceof QuerySide other
                        && !query.sql().isEmpty()
                        && query.sql().equals(other.sql())
                        && query.connection().isSameDatabase(other.connection());
        };
    }

    private SidePlan side(PlanNode node, KeyColumns key, String... more) {
        return node.optionalText("csv").isPresent() ? csv(node, key, more) : query(node, key, more);
    }

    private static void onlyKeys(PlanNode node, List<String> keys, String... more) {
        node.onlyKeys(Stream.concat(keys.stream(), Stream.of(more)).toArray(String[]::new));
    }

    private SidePlan contact(PlanNode node) {
        QuerySide query = query(node, KeyColumns.NONE);
        if (!query.sql().isEmpty() && !query.sql().contains("?")) {
            node.fault("query", "query has no ? for the job reference; expected for example: where wo_ref = ?");
        }
        return query;
    }

    private QuerySide query(PlanNode node, KeyColumns key, String... more) {
        onlyKeys(node, List.of("connection", "query"), more);
        DatabaseConnection connection = connection(node);
        Path file = node.file("query");
        return new QuerySide(connection, file, sqlFiles.read(file, QueryValues.of(node)), key);
    }

    private CsvSide csv(PlanNode node, KeyColumns key, String... more) {
        onlyKeys(
                node,
                List.of("csv", "charset", "delimiter", "columns"),
                Stream.of(more).filter(it -> !it.equals("with")).toArray(String[]::new));
        Map<String, String> columns = node.texts("columns");
        node.optionalChild("columns").ifPresent(it -> it.onlyKeys(columns(key)));
        return new CsvSide(node.dataFile("csv"), CsvFormat.charset(node), CsvFormat.delimiter(node), columns, key);
    }

    /** What a file's columns may be called: where there is a key, its columns in the place of those that are made of them. */
    private static String[] columns(KeyColumns key) {
        return Stream.concat(
                        COLUMNS.stream()
                                .filter(it -> !(it.equals("reference") && !key.isNone())
                                        && !(it.equals("job") && key.makesJob())),
                        key.all().stream())
                .distinct()
                .toArray(String[]::new);
    }

    private LedgerPlan ledger(PlanNode node) {
        node.onlyKeys("connection", "schema");
        DatabaseConnection connection = connection(node);
        return new LedgerPlan(
                connection, node.optionalText("schema").orElseGet(() -> connection.ledgerSchema("rollcall")));
    }

    private DatabaseConnection connection(PlanNode node) {
        String name = node.text("connection");
        return Optional.ofNullable(connections.get(name)).orElseGet(() -> {
            if (connections.isEmpty()) {
                node.root().child("connections");
            } else if (!name.isEmpty()) {
                node.fault(
                        "connection",
                        "connection \"" + name + "\" is not one of connections:"
                                + Nearest.hint(name, connections.keySet()));
            }
            return new DatabaseConnection(name, "", "", "", "public");
        });
    }
}
