package rollcall.reconciler;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rollcall.fixtures.server.Database;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Owners;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.plan.Scope;
import rollcall.reconciler.report.Contacts;
import rollcall.reconciler.report.CsvReport;
import rollcall.reconciler.report.JsonReport;

/** The same rows in files and in databases, and the report of comparing them, without what is of a run: its name and how it was read. */
final class SameRows {
    private static final List<String> TIMES = List.of("starts_at", "ends_at", "raised", "target_date");
    private static final List<String> FLAGS = List.of("vulnerable", "awaabs", "phone_present", "live", "visible");

    private final Path folder;
    private int runs;

    SameRows(Path folder) {
        this.folder = folder;
    }

    static List<String> columnsThere() {
        List<String> columns = new ArrayList<>(ComparableRow.COLUMNS);
        columns.addAll(List.of("visible", "target_id"));
        return columns;
    }

    /** The report over two files. */
    String ofFiles(List<ComparableRow> legacy, List<ComparableRow> there, long budget) throws IOException {
        return report(
                csv("legacy", TwoFiles.text(legacy, ComparableRow.COLUMNS)),
                csv("new system", TwoFiles.text(there, columnsThere())),
                budget);
    }

    /** The report over two files that are there, watched by what is told of its progress. */
    String ofFiles(Path legacy, Path there, long budget, Progress progress) throws IOException {
        return report(csv(legacy), csv(there), budget, progress);
    }

    private static SidePlan csv(Path file) {
        return new CsvSide(file, StandardCharsets.UTF_8, ',', Map.of());
    }

    private SidePlan csv(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("run" + runs)).resolve(name);
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return csv(file);
    }

    /**
     * The report over two tables.
     *
     * @param text the type of texts, with its collation
     * @param order behind the queries: in which order the rows come, or nothing
     */
    String ofTables(
            Database database,
            String text,
            List<ComparableRow> legacy,
            List<ComparableRow> there,
            String order,
            DatabaseConnection connection)
            throws Exception {
        keep(database, "legacy_held", text, ComparableRow.COLUMNS, legacy);
        keep(database, "there_held", text, columnsThere(), there);
        return report(
                query(connection, "legacy", "SELECT * FROM legacy_held " + order),
                query(connection, "new system", "SELECT * FROM there_held " + order),
                1 << 20);
    }

    private SidePlan query(DatabaseConnection connection, String name, String sql) {
        return new QuerySide(connection, folder.resolve("run" + runs).resolve(name), sql);
    }

    static void keep(Database database, String table, String text, List<String> columns, List<ComparableRow> rows)
            throws SQLException {
        String types = columns.stream()
                .map(it -> it + " " + (TIMES.contains(it) ? time(database) : FLAGS.contains(it) ? "boolean" : text))
                .collect(Collectors.joining(", "));
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + table);
            statement.execute("CREATE TABLE %s (%s)".formatted(table, types));
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO %s VALUES (%s)"
                    .formatted(table, columns.stream().map(it -> "?").collect(Collectors.joining(", "))))) {
                for (ComparableRow row : rows) {
                    for (int i = 0; i < columns.size(); i++) {
                        set(insert, i + 1, columns.get(i), row.value(columns.get(i)));
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    private static String time(Database database) {
        return database.url().contains(":mariadb:") ? "datetime" : "timestamp";
    }

    private static void set(PreparedStatement insert, int at, String column, String value) throws SQLException {
        if (TIMES.contains(column)) {
            if (value.isEmpty()) {
                insert.setNull(at, Types.TIMESTAMP);
            } else {
                insert.setObject(at, LocalDateTime.parse(value));
            }
        } else if (FLAGS.contains(column)) {
            if (value.isEmpty()) {
                insert.setNull(at, Types.BOOLEAN);
            } else {
                insert.setBoolean(at, Boolean.parseBoolean(value));
            }
        } else {
            insert.setString(at, value);
        }
    }

    private String report(SidePlan legacy, SidePlan there, long budget) throws IOException {
        return report(legacy, there, budget, Progress.NONE);
    }

    private String report(SidePlan legacy, SidePlan there, long budget, Progress progress) throws IOException {
        Path here = Files.createDirectories(folder.resolve("run" + runs++));
        ReconciliationPlan what = new ReconciliationPlan(
                "one against the other", legacy, there, Optional.empty(), Optional.empty(), Optional.empty());
        Plan plan = new Plan(
                here,
                "Test council",
                ZoneId.of("Europe/London"),
                Optional.empty(),
                Map.of(),
                new Scope(Map.of()),
                List.of(),
                Map.of(),
                Owners.NONE,
                List.of(),
                List.of(what),
                TwoSystems.noNode());
        try (Result result =
                Reconciliation.run(plan, what, TwoSystems.AS_OF, here.resolve(".rollcall"), progress, budget)) {
            StringWriter out = new StringWriter();
            RunHeader header = timeless(result.header());
            JsonReport.write(header, result.findings(), out);
            out.write('\n');
            CsvReport.write(header, result.findings(), Contacts.NONE, out);
            return out.toString();
        }
    }

    private static RunHeader timeless(RunHeader it) {
        return new RunHeader(
                it.verdict(),
                "",
                it.asOf(),
                it.plan(),
                it.reconciliation(),
                List.of(),
                it.tallies(),
                it.census(),
                it.unknowns(),
                it.notes(),
                it.agreed(),
                it.systemic(),
                it.exceptions(),
                Duration.ZERO);
    }
}
