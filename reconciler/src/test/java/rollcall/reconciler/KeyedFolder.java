package rollcall.reconciler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanFolder;
import rollcall.reconciler.plan.PlanReader;

/** A plan folder whose legacy side is a CSV file and whose new system is an H2 database, both known by job and visit. */
final class KeyedFolder {
    private static final List<String> COLUMNS =
            List.of("population", "job", "visit", "property", "starts_at", "priority", "target_id");
    static final String PLAN = """
            plan: Sample council
            zone: Europe/London
            as-of: 2026-10-16T18:00
            accepted: accepted.csv
            connections:
              target: { url: "jdbc:h2:file:${plan}/target", user: sa }
            reconcile:
              - name: by key
                key: { appointments: [job, visit], jobs: [job] }
                source: { csv: legacy.csv, charset: UTF-8 }
                target: { connection: target, query: target.sql }
                census: { csv: census.csv, charset: UTF-8 }
            """;

    private final Path folder;
    private final PlanFolder plan;
    private final List<List<String>> legacy = new ArrayList<>();
    private final List<List<String>> target = new ArrayList<>();

    KeyedFolder(Path folder) {
        this.folder = folder;
        this.plan = PlanFolder.in(folder)
                .with("plan.yaml", PLAN)
                .with("accepted.csv", "reference,class,reason,by,until\n")
                .with("target.sql", "SELECT * FROM held");
    }

    PlanFolder plan() {
        return plan;
    }

    static List<String> job(String job) {
        return List.of("jobs", job, "", "P" + job, "", "3");
    }

    static List<String> visit(String job, String visit, String startsAt) {
        return List.of("appointments", job, visit, "P1", startsAt, "3");
    }

    KeyedFolder legacyHolds(List<String> row) {
        legacy.add(row);
        return this;
    }

    KeyedFolder targetHolds(List<String> row) {
        target.add(row);
        return this;
    }

    KeyedFolder bothHold(List<String> row) {
        return legacyHolds(row).targetHolds(row);
    }

    List<List<String>> legacy() {
        return legacy;
    }

    /** All rows in another order, and blanks at the ends of what the database holds. */
    KeyedFolder shuffled(Random random) {
        Collections.shuffle(legacy, random);
        Collections.shuffle(target, random);
        return this;
    }

    private static String csv(List<List<String>> rows, int columns) {
        return String.join(",", COLUMNS.subList(0, columns)) + "\n"
                + rows.stream()
                        .map(row -> row.subList(0, columns).stream()
                                .map(it -> "\"" + it.replace("\"", "\"\"") + "\"")
                                .collect(Collectors.joining(",", "", "\n")))
                        .collect(Collectors.joining());
    }

    /** Brings the rows where the plan reads them. */
    KeyedFolder write() {
        try {
            Files.writeString(folder.resolve("legacy.csv"), csv(legacy, 6));
            Files.writeString(folder.resolve("census.csv"), csv(legacy, 3));
            try (Connection connection =
                            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("target"), "sa", "");
                    var statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS held");
                statement.execute("CREATE TABLE held (population varchar(20), job char(12), visit varchar(2000),"
                        + " property varchar(40), starts_at varchar(20), priority varchar(3), target_id int)");
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO held VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                    int id = 0;
                    for (List<String> row : target) {
                        for (int i = 0; i < row.size(); i++) {
                            insert.setString(i + 1, row.get(i));
                        }
                        insert.setInt(7, ++id);
                        insert.execute();
                    }
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Plan read() {
        try {
            return PlanReader.read(folder, Map.of());
        } catch (PlanFaults faults) {
            throw new IllegalStateException(String.join("\n", faults.faults()));
        }
    }

    Result run() {
        write();
        return runAsItIs();
    }

    Result runAsItIs() {
        Plan plan = read();
        return Reconciliation.run(
                plan, plan.reconciliations().getFirst(), TwoSystems.AS_OF, folder.resolve(".rollcall"), Progress.NONE);
    }

    /** What would have to be explained; in short, in no order. */
    List<String> exceptions() {
        try (Result result = run()) {
            if (!result.header().unknowns().isEmpty()) {
                throw new AssertionError(String.join("\n", result.header().unknowns()));
            }
            return TwoSystems.findings(result).stream().map(TwoSystems::told).toList();
        }
    }
}
