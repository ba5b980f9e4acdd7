package rollcall.migrator.job;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;
import rollcall.fixtures.Databases;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.PostgresServer;
import rollcall.migrator.ledger.Ledger;

/**
 * Loads invented appointments with their jobs into a real PostgreSQL by {@code rollcall migrate}, and the same rows into the
 * same tables, the ledger's included, by {@code psql \copy} and, where it is installed, by {@code pgloader}: {@code LoadBench FOLDER PROGRAM APPOINTMENTS [alone]}. Not a test: it is run by
 * {@code scripts/bench load}.
 */
final class LoadBench {
    private static final int HOMES = 20_000;
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 10, 20, 8, 0);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_LOCAL_DATE_TIME;
    private static final String[] TRADES = {"PL", "EL", "CP", "GS", "RF", "MU"};

    /** In the order in which they can be filled. */
    private static final List<String> TABLES = List.of(
            "work_orders",
            "appointments",
            "person",
            "rollcall.run",
            "rollcall.debit",
            "rollcall.credit",
            "rollcall.reason");

    private final Path folder;
    private final String program;
    private final int rows;
    private final boolean alone;

    private LoadBench(Path folder, String program, int rows, boolean alone) {
        this.folder = folder;
        this.program = program;
        this.rows = rows;
        this.alone = alone;
    }

    public static void main(String[] arguments) throws Exception {
        new LoadBench(
                        Files.createDirectories(Path.of(arguments[0]).toAbsolutePath()),
                        arguments[1],
                        Integer.parseInt(arguments[2]),
                        List.of(arguments).contains("alone"))
                .run();
    }

    private void run() throws Exception {
        MovedCouncil sample = MovedCouncil.generate(40, 1, folder.resolve("sample"));
        sample.correct();
        try (PostgresServer server = PostgresServer.own()) {
            MovedCouncil council = sample.on(server);
            Database target = council.system().database();
            fillRegister(target);
            exportLegacy(council.plan());
            double ours = migrate(council.plan());
            long all = 0;
            for (String table : TABLES) {
                all += count(target, table);
            }
            System.out.printf(
                    Locale.UK,
                    "%,d appointments with their jobs: %,d rows in %d tables, the ledger's included%n",
                    rows,
                    all,
                    TABLES.size());
            System.out.printf(Locale.UK, "rollcall migrate  %8.1f s  %,9.0f rows/s%n", ours, all / ours);
            if (alone) {
                return;
            }
            Map<String, Path> files = new LinkedHashMap<>();
            for (String table : TABLES) {
                files.put(table, copyOut(target, table));
            }
            double copied = beside(server, it -> psql(it, files));
            System.out.printf(Locale.UK, "psql \\copy        %8.1f s  %,9.0f rows/s%n", copied, all / copied);
            System.out.printf(Locale.UK, "rollcall takes %.2f times as long as \\copy%n", ours / copied);
            if (isInstalled("pgloader")) {
                double loaded = beside(server, it -> pgloader(it, files));
                System.out.printf(Locale.UK, "pgloader          %8.1f s  %,9.0f rows/s%n", loaded, all / loaded);
                System.out.printf(Locale.UK, "rollcall takes %.2f times as long as pgloader%n", ours / loaded);
            } else {
                System.out.println("pgloader is not installed here (Debian: pgloader)");
            }
        }
    }

    private static void fillRegister(Database target) throws SQLException {
        try (Connection hub = target.open();
                Statement statement = hub.createStatement()) {
            statement.execute("delete from property_address");
            statement.execute("delete from property_class");
            statement.execute("insert into property_class (id, property_reference) select n, lpad(n::text, 8, '0')"
                    + " from generate_series(1, " + HOMES + ") n");
            statement.execute("analyze");
        }
    }

    /** Legacy as three CSV files: a job and an appointment for each row, and one contact. */
    private void exportLegacy(Path plan) throws IOException {
        Path files = Files.createDirectories(plan.resolve("exports"));
        try (BufferedWriter jobs = Files.newBufferedWriter(files.resolve("jobs.csv"));
                BufferedWriter visits = Files.newBufferedWriter(files.resolve("appointments.csv"));
                BufferedWriter contacts = Files.newBufferedWriter(files.resolve("contacts.csv"))) {
            jobs.write(
                    "reference,property,status,completed,priority,raised,target_date,trade,contractor,problem,task_text\n");
            visits.write(
                    "reference,entity,job,job_key,job_status,job_completed,starts_at,ends_at,duration_minutes,outcome,slot,trade,superseded_by\n");
            contacts.write(
                    "reference,job_status,job_completed,request_name,household_name,request_phone,phone_1,phone_2,phone_3,vulnerable,alerts\n");
            contacts.write("00000001,200,,A Tenant,,,020 7946 0001,,,false,\n");
            for (int i = 1; i <= rows; i++) {
                String job = "%08d".formatted(i);
                String trade = TRADES[i % TRADES.length];
                LocalDateTime starts = FIRST.plusDays(i % 60).plusHours(i % 2 * 4L);
                jobs.write(
                        "%s,%08d,200,,N,2026-10-01T09:00:00,2026-11-01T09:00:00,%s,H01,Tap drips in the kitchen %d,\n"
                                .formatted(job, i % HOMES + 1, trade, i));
                visits.write("%d,UHOrder,%s,rmworder_sid %d,200,,%s,%s,240,,%s,%s,\n"
                        .formatted(
                                1_000_000 + i,
                                job,
                                i,
                                ISO.format(starts),
                                ISO.format(starts.plusHours(4)),
                                i % 2 == 0 ? "AM" : "PM",
                                trade));
            }
        }
        Path file = plan.resolve("plan.yaml");
        String text = Files.readString(file);
        for (String kind : List.of("jobs", "appointments", "contacts")) {
            text = text.replace(
                    "    %1$s: legacy/%1$s.sql\n".formatted(kind),
                    "    %1$s: { file: exports/%1$s.csv, charset: UTF-8 }\n".formatted(kind));
        }
        Files.writeString(file, text.replace("chunk: 500", "chunk: 2000"));
    }

    private double migrate(Path plan) throws Exception {
        // The first run of all writes the launcher's archive of classes.
        rollcall("migrate", "--help").waitFor();
        long began = System.nanoTime();
        Process process = rollcall("migrate", plan.toString());
        long peak = 0;
        while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException("migrate ended with " + process.exitValue() + ":\n"
                    + Files.readString(folder.resolve("migrate.txt")));
        }
        System.out.printf(Locale.UK, "rollcall's peak: %,d MiB at -Xmx256m%n", peak / 1024);
        return seconds;
    }

    /** As a council runs it: by the launcher, but with less memory. */
    private Process rollcall(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(program));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("migrate.txt").toFile());
        builder.environment().put("ROLLCALL_JAVA_OPTS", "-Xmx256m");
        return builder.start();
    }

    /** The most memory that a process has held, in KiB; 0 where the system does not tell. */
    private static long peak(long process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(it -> it.startsWith("VmHWM"))
                    .map(it -> it.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (java.io.UncheckedIOException ended) {
            return 0;
        }
    }

    private Path copyOut(Database target, String table) throws SQLException, IOException {
        Path file = folder.resolve(table + ".copy");
        try (Connection connection = target.open();
                OutputStream out = Files.newOutputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", out);
        }
        return file;
    }

    private static long count(Database target, String table) throws SQLException {
        try (Connection connection = target.open();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What fills the same tables from the same rows. */
    private interface Loader {
        void load(Database empty) throws Exception;
    }

    /** How many seconds another takes to fill tables with the same indexes and constraints, the ledger's included. */
    private static double beside(PostgresServer server, Loader loader) throws Exception {
        Database empty = server.database();
        try (Connection hub = empty.open()) {
            Databases.createHub(hub);
        }
        fillRegister(empty);
        try (Connection connection = empty.open()) {
            Ledger.open(DSL.using(connection, SQLDialect.POSTGRES), Clock.systemUTC(), Optional.empty());
        }
        long began = System.nanoTime();
        loader.load(empty);
        return (System.nanoTime() - began) / 1e9;
    }

    /** Each table in one go. */
    private void psql(Database empty, Map<String, Path> files) throws Exception {
        List<String> line = new ArrayList<>(List.of("psql", "-q", "-v", "ON_ERROR_STOP=1", url(empty)));
        files.forEach((table, file) -> {
            line.add("-c");
            line.add("\\copy " + table + " from '" + file + "'");
        });
        carryOut("psql", line);
    }

    /** Each table by a command of its own, in its default batches. */
    private void pgloader(Database empty, Map<String, Path> files) throws Exception {
        StringBuilder commands = new StringBuilder();
        for (Map.Entry<String, Path> entry : files.entrySet()) {
            commands.append("load copy from copy://%s (%s) into %s target table %s;%n"
                    .formatted(
                            entry.getValue(),
                            String.join(", ", columns(empty, entry.getKey())),
                            url(empty)
                                    .replace("postgresql://", "postgresql://" + empty.user() + "@")
                                    .replaceAll("[?].*", ""),
                            entry.getKey()));
        }
        Path file = Files.writeString(folder.resolve("all.load"), commands);
        carryOut("pgloader", List.of("pgloader", file.toString()));
        for (Map.Entry<String, Path> entry : files.entrySet()) {
            long rows;
            try (var lines = Files.lines(entry.getValue())) {
                rows = lines.count();
            }
            if (count(empty, entry.getKey()) != rows) {
                throw new IllegalStateException("pgloader loaded %d of %d rows into %s"
                        .formatted(count(empty, entry.getKey()), rows, entry.getKey()));
            }
        }
    }

    private static List<String> columns(Database database, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                var empty = statement.executeQuery("select * from " + table + " where false")) {
            for (int i = 1; i <= empty.getMetaData().getColumnCount(); i++) {
                columns.add(empty.getMetaData().getColumnName(i));
            }
        }
        return columns;
    }

    private static String url(Database database) {
        return database.url().replace("jdbc:", "") + "?user=" + database.user();
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(":")).anyMatch(it -> Files.isExecutable(Path.of(it, program)));
    }

    private void carryOut(String name, List<String> line) throws Exception {
        Path said = folder.resolve(name + ".txt");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    name + " ended with " + process.exitValue() + ":\n" + Files.readString(said));
        }
    }
}
