package rollcall.reconciler.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import rollcall.fixtures.server.Database;

/** Plan folders that compare two files, or two databases which hold the same rows. */
final class BenchPlan {
    private static final String CODES =
            "legacy_code,meaning,live_rows,new_code,decision,decided_by,decided_on\n%s".formatted(codes());
    private static final String HEAD = """
            plan: Bench
            zone: Europe/London
            as-of: 2026-10-16T18:00
            codes: { trade: codes/trade.csv }
            """;

    private BenchPlan() {}

    private static String codes() {
        StringBuilder lines = new StringBuilder();
        for (String code : new String[] {"PL", "EL", "CP", "GS", "RF", "MU", "OO"}) {
            lines.append("%s,a trade,1,%s,map,A Manager,2026-09-01%n".formatted(code, code.equals("GS") ? "GH" : code));
        }
        return lines.toString();
    }

    static Path ofFiles(Path folder, Path legacy, Path target) throws IOException {
        return write(folder, """
                reconcile:
                  - name: bench
                    source: { csv: '%s' }
                    target: { csv: '%s' }
                """.formatted(legacy, target));
    }

    static Path ofDatabases(Path folder, Database legacy, Database target) throws IOException {
        Path plan = write(folder, """
                connections:
                  legacy: { url: '%s', user: %s }
                  target: { url: '%s', user: %s }
                reconcile:
                  - name: bench
                    source: { connection: legacy, query: source.sql }
                    target: { connection: target, query: target.sql }
                """.formatted(legacy.url(), legacy.user(), target.url(), target.user()));
        Files.writeString(plan.resolve("source.sql"), "select " + BenchRows.COLUMNS + " from bench");
        Files.writeString(
                plan.resolve("target.sql"), "select " + BenchRows.COLUMNS + BenchRows.OF_TARGET + " from bench");
        return plan;
    }

    private static Path write(Path folder, String rest) throws IOException {
        Files.createDirectories(folder.resolve("codes"));
        Files.writeString(folder.resolve("plan.yaml"), HEAD + rest);
        Files.writeString(folder.resolve("codes/trade.csv"), CODES);
        return folder;
    }
}
