package rollcall.reconciler;

import java.nio.file.Files;
import java.nio.file.Path;

/** The plan folder of two systems, all but its plan.yaml: scope, queries, and legacy's contact of the job J1. */
final class NightFolder {
    /** What each night's plan begins with. */
    static final String PLAN = """
            plan: Test council
            zone: Europe/London
            as-of: 2026-10-16T07:00
            connections:
              legacy: { url: "jdbc:h2:file:${plan}/legacy", user: sa }
              target: { url: "jdbc:h2:file:${plan}/target", user: sa }
            scope: scope.csv
            reconcile:
              - name: legacy against new
                source: { connection: legacy, query: reconcile/source.sql }
                target: { connection: target, query: reconcile/target.sql }
                census: { connection: legacy, query: reconcile/census.sql }
                contact: { connection: legacy, query: reconcile/contact.sql }
            """;

    private NightFolder() {}

    static void write(Path plan, TwoSystems systems) throws Exception {
        TwoSystems.execute(
                systems.legacy,
                "CREATE TABLE contact (job varchar(20), name varchar(50), phone varchar(50), address varchar(90), postcode varchar(10))");
        TwoSystems.execute(
                systems.legacy,
                "INSERT INTO contact VALUES ('J1', 'Ada Example', '020 7946 0123', '14 Elm House', 'ZZ1 4AA')");
        Files.createDirectories(plan.resolve("reconcile"));
        Files.writeString(
                plan.resolve("scope.csv"), "kind,decision,owner,decided_on\nopen,move,A Manager,2026-09-01\n");
        Files.writeString(plan.resolve("reconcile/source.sql"), "SELECT * FROM held");
        Files.writeString(plan.resolve("reconcile/target.sql"), "SELECT * FROM ${target}.held");
        Files.writeString(plan.resolve("reconcile/census.sql"), "SELECT population, reference FROM census");
        Files.writeString(plan.resolve("reconcile/contact.sql"), "SELECT * FROM contact WHERE job = ?");
    }
}
