package rollcall.reconciler.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.PostgresServer;
import rollcall.reconciler.bench.BenchRows.Kind;
import rollcall.reconciler.bench.BenchRows.Order;

/**
 * {@code rollcall reconcile} by its launcher at -Xmx512m, on files sorted and shuffled and on two PostgreSQL databases, with
 * none, one in a thousand and one in twenty rows differing; and beside it what others need for the same two files: {@code
 * ReconcileBench FOLDER PROGRAM DUCK-CLASSES ROWS…}. That every difference was found, and nothing else, is made sure of. Not
 * a test: it is run by {@code scripts/bench reconcile}.
 */
final class ReconcileBench {
    private static final int[] BENT_ONE_IN = {0, 1_000, 20};
    private static final int SMALL = 10_000;
    private static final int RUNS = 11;
    private static final long MOST_IN_DATABASES = 10_000_000;
    private static final Pattern DIFFERENT = Pattern.compile("\"different\"\\s*:\\s*(\\d+)");
    private static final Pattern VERDICT = Pattern.compile("\"verdict\"\\s*:\\s*\"(\\w+)\"");

    private final Path folder;
    private final String program;
    private final Others others;
    private final Map<String, Double> seconds = new HashMap<>();

    private ReconcileBench(Path folder, String program, String duckClasses) {
        this.folder = folder;
        this.program = program;
        this.others = new Others(folder, duckClasses);
    }

    public static void main(String[] arguments) throws Exception {
        ReconcileBench bench = new ReconcileBench(
                Files.createDirectories(Path.of(arguments[0]).toAbsolutePath()), arguments[1], arguments[2]);
        List<Long> sizes = Arrays.stream(arguments)
                .skip(3)
                .map(it -> Long.valueOf(it.replace("_", "").replace(",", "")))
                .toList();
        bench.warmUp();
        bench.table(sizes);
        bench.growth(sizes);
        bench.small();
    }

    /** The first run of all writes the launcher's archive of classes. */
    private void warmUp() throws Exception {
        BenchRows rows = new BenchRows(1_000, 20);
        reconcile(files(rows, Order.SORTED), rows, "-Xmx512m");
    }

    private void table(List<Long> sizes) throws Exception {
        System.out.println("""
                DuckDB is given our peak memory; where it does not end with that, a quarter more until it does: within a quarter of the least.

                | rows a side | sides | differ | s | CPU s | MiB | MB out | DuckDB s (MiB) | comm s |
                |---|---|---|---|---|---|---|---|---|""");
        for (long size : sizes) {
            for (Order order : Order.values()) {
                for (int oneIn : BENT_ONE_IN) {
                    ofFiles(new BenchRows(size, oneIn), order, oneIn);
                }
            }
            if (size <= MOST_IN_DATABASES) {
                ofDatabases(size);
            }
        }
    }

    private void ofFiles(BenchRows rows, Order order, int oneIn) throws Exception {
        Measured ours = reconcile(files(rows, order), rows, "-Xmx512m");
        String duck = others.duck(folder.resolve("legacy.csv"), folder.resolve("target.csv"), ours.peak());
        Path one = new BenchRows(rows.rows(), 0).write(folder.resolve("legacy.csv"), Kind.LINES, order);
        Path other = rows.write(folder.resolve("target.csv"), Kind.LINES, order);
        String lines = others.lines(one, other, order == Order.SORTED, ours.peak());
        tell(rows.rows(), "CSV " + order.name().toLowerCase(Locale.ROOT), oneIn, ours, duck, lines);
    }

    private Path files(BenchRows rows, Order order) throws IOException {
        return BenchPlan.ofFiles(
                folder.resolve("plan"),
                rows.write(folder.resolve("legacy.csv"), Kind.LEGACY, order),
                rows.write(folder.resolve("target.csv"), Kind.TARGET, order));
    }

    private void ofDatabases(long size) throws Exception {
        try (PostgresServer server = PostgresServer.own()) {
            Database legacy = server.database();
            Database target = server.database();
            fill(legacy, new BenchRows(size, 0), Kind.LEGACY);
            for (int oneIn : BENT_ONE_IN) {
                BenchRows rows = new BenchRows(size, oneIn);
                fill(target, rows, Kind.TARGET);
                Measured ours =
                        reconcile(BenchPlan.ofDatabases(folder.resolve("databases"), legacy, target), rows, "-Xmx512m");
                tell(size, "PostgreSQL", oneIn, ours, "", "");
            }
        }
    }

    private void fill(Database database, BenchRows rows, Kind kind) throws IOException, SQLException {
        Path file = rows.write(folder.resolve("copied.csv"), kind, Order.SHUFFLED);
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                InputStream in = Files.newInputStream(file)) {
            statement.execute("drop table if exists bench");
            statement.execute("create unlogged table bench (population text, reference text, job text, property text,"
                    + " uprn text, starts_at timestamp, ends_at timestamp, status text, priority text, trade text,"
                    + " contractor text, slot text, vulnerable boolean, live boolean"
                    + (kind == Kind.TARGET ? ", visible boolean, target_id bigint)" : ")"));
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy bench from stdin (format csv, header)", in, 1 << 16);
            statement.execute("vacuum analyze bench");
        } finally {
            Files.delete(file);
        }
    }

    private void tell(long rows, String sides, int oneIn, Measured ours, String duck, String comm) {
        String differ = oneIn == 0
                ? "0"
                : String.format(Locale.UK, "%.1f%%", 100.0 / oneIn).replace(".0", "");
        seconds.put(rows + sides + oneIn, ours.seconds());
        System.out.printf(
                Locale.UK,
                "| %,d | %s | %s | %.1f | %.1f | %,d | %,d | %s | %s |%n",
                rows,
                sides,
                differ,
                ours.seconds(),
                ours.cpu(),
                ours.peak(),
                ours.written() / 1_000_000,
                duck,
                comm);
    }

    /** Against n log n, from each size to the next; and what writing the differences costs. */
    private void growth(List<Long> sizes) {
        for (String sides : List.of("CSV sorted", "CSV shuffled", "PostgreSQL")) {
            for (int i = 0; i < sizes.size(); i++) {
                long size = sizes.get(i);
                double none = seconds.getOrDefault(size + sides + 0, Double.NaN);
                if (Double.isNaN(none)) {
                    continue;
                }
                System.out.printf(
                        Locale.UK,
                        "%,d, %s: with one in twenty differing %.2f times as long as with none%n",
                        size,
                        sides,
                        seconds.getOrDefault(size + sides + 20, Double.NaN) / none);
                if (i > 0) {
                    long before = sizes.get(i - 1);
                    System.out.printf(
                            Locale.UK,
                            "%,d, %s: %.1f times as long as %,d; n log n is %.1f times%n",
                            size,
                            sides,
                            none / seconds.getOrDefault(before + sides + 0, Double.NaN),
                            before,
                            size * Math.log(size) / (before * Math.log(before)));
                }
            }
        }
    }

    private void small() throws Exception {
        BenchRows rows = new BenchRows(SMALL, 1_000);
        Path plan = files(rows, Order.SHUFFLED);
        List<Measured> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(reconcile(plan, rows, ""));
        }
        runs.sort(Comparator.comparingDouble(Measured::seconds));
        System.out.printf(
                Locale.UK,
                "%,d rows a side, by the launcher: median %.2f s of %d runs (%.2f to %.2f), %.2f s of CPU%n",
                SMALL,
                runs.get(RUNS / 2).seconds(),
                RUNS,
                runs.getFirst().seconds(),
                runs.getLast().seconds(),
                runs.get(RUNS / 2).cpu());
    }

    /** Runs it, and makes sure of what it found. */
    private Measured reconcile(Path plan, BenchRows rows, String options) throws Exception {
        Path json = folder.resolve("result.json");
        Path said = folder.resolve("said.txt");
        Measured ours = Measured.run(
                List.of(program, "reconcile", plan.toString(), "--json", json.toString()),
                Map.of("ROLLCALL_JAVA_OPTS", options),
                said);
        if (ours.exit() != (rows.bent() == 0 ? 0 : 1)) {
            throw Others.failed("rollcall", ours, said);
        }
        String head;
        try (InputStream in = Files.newInputStream(json)) {
            head = new String(in.readNBytes(4_096), StandardCharsets.UTF_8);
        }
        long found = DIFFERENT
                .matcher(head)
                .results()
                .mapToLong(it -> Long.parseLong(it.group(1)))
                .sum();
        Matcher verdict = VERDICT.matcher(head);
        if (!verdict.find() || found != rows.bent()) {
            throw new IllegalStateException(
                    "%,d rows differ and %,d were found:%n%s".formatted(rows.bent(), found, head));
        }
        Files.delete(json);
        return ours;
    }
}
