package rollcall.migrator.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.extract.ExtractSource.Query;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;

/** What legacy feels of the mover, on real servers. */
class GentleReadingTest {
    private static final LocalDateTime AS_OF = LocalDateTime.of(2026, 10, 16, 18, 0);

    private final Path folder;

    GentleReadingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void theServerRefusesAWriteOnTheConnectionThatReadsHoweverMuchItsAccountMay(Engine engine) throws Exception {
        Database database = engine.database(folder);
        try (Connection owner = database.open();
                Statement statement = owner.createStatement()) {
            statement.execute("create table visit (a int)");
            statement.execute("insert into visit values (1)");
        }
        for (SnapshotMode mode : SnapshotMode.values()) {
            // MariaDB's driver is told to keep it to itself, as older ones and MySQL's do.
            DatabaseConnection legacy = legacy(database, mode)
                    .at(database.url() + (engine == Engine.MARIADB ? "?readOnlyPropagatesToServer=false" : ""));
            try (Snapshot snapshot = Snapshot.open(legacy)) {
                refuses(snapshot);
                snapshot.refresh();
                refuses(snapshot);
            }
        }
        assertThat(single(database, "select count(*) from visit")).isEqualTo(1);
    }

    private static void refuses(Snapshot snapshot) throws Exception {
        for (String write : List.of(
                "insert into visit values (2)",
                "update visit set a = 2",
                "delete from visit",
                "truncate table visit",
                "create table another (a int)",
                "drop table visit")) {
            try (Statement statement = snapshot.connection().createStatement()) {
                assertThatThrownBy(() -> statement.execute(write))
                        .as(write)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                it -> assertThat(it.getSQLState()).isEqualTo("25006"));
            }
            snapshot.refresh();
            try (Statement statement = snapshot.connection().createStatement();
                    ResultSet read = statement.executeQuery("select a from visit")) {
                assertThat(read.next()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void allOfAnExtractionAsksThroughOneConnection(Engine engine) throws Exception {
        Database database = engine.database(folder);
        String reader = database.name() + "_reader";
        try (Connection owner = database.open();
                Statement statement = owner.createStatement()) {
            statement.execute("create table visit as select '7' as r");
            statement.execute(engine == Engine.POSTGRES ? "create role " + reader + " login" : "create user " + reader);
            statement.execute("grant select on visit to " + reader);
        }
        String sessions = engine == Engine.POSTGRES
                ? "select count(*) from pg_stat_activity where usename = '%s'".formatted(reader)
                : "select count(*) from information_schema.processlist where user = '%s'".formatted(reader);
        List<Long> seen = new ArrayList<>();
        Progress counting = (what, expected) -> new Progress.Task() {
            @Override
            public void advance(long rows) {
                seen.add(single(database, sessions));
            }

            @Override
            public void close() {
                seen.add(single(database, sessions));
            }
        };
        LegacyDatabase queries = LegacyDatabase.in(folder.resolve("queries"));
        for (Kind kind : Kind.values()) {
            queries.yielding(kind, "from visit", "reference", "r");
        }
        for (SnapshotMode mode : SnapshotMode.values()) {
            DatabaseConnection legacy = new DatabaseConnection("legacy", database.url(), reader, "", "public", mode);
            Extraction.extract(legacy, queries.sources(), AS_OF, folder.resolve("work-" + mode), counting);
        }

        assertThat(seen)
                .hasSizeGreaterThanOrEqualTo(4 * 2 * Kind.values().length)
                .containsOnly(1L);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void rowsManyTimesTheHeapAreReadAsTheyCome(Engine engine) throws Exception {
        Database database = engine.database(folder);
        wide(database, engine, 40_000, 2_000);

        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallReader.class.getName(),
                        database.url(),
                        database.user(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(reader.waitFor()).as(said).isZero();
        assertThat(said).endsWith("40000");
    }

    /** Reads in a heap that cannot hold the rows. */
    static final class SmallReader {
        private SmallReader() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[2]);
            LegacyDatabase queries = LegacyDatabase.in(folder.resolve("queries"))
                    .yielding(Kind.JOBS, "from wide", "reference", "r", "problem", "t");
            DatabaseConnection legacy =
                    new DatabaseConnection("legacy", arguments[0], arguments[1], "", "public", SnapshotMode.AS_IT_CAN);
            Query query = (Query) Objects.requireNonNull(queries.sources().get(Kind.JOBS));
            long count = 0;
            try (Snapshot snapshot = Snapshot.open(legacy);
                    RowReader rows = QueryRows.open(Kind.JOBS, snapshot, query.place(), query.asOf(AS_OF))) {
                while (rows.next().isPresent()) {
                    count++;
                }
            }
            System.out.print(count);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noMoreRowsASecondAreReadThanThePlanAllows(Engine engine) throws Exception {
        Database database = engine.database(folder);
        try (Connection owner = database.open();
                Statement statement = owner.createStatement()) {
            statement.execute("create table visit (r int)");
            for (int row = 0; row < 200; row++) {
                statement.execute("insert into visit values (" + row + ")");
            }
        }
        LegacyDatabase queries = LegacyDatabase.in(folder.resolve("queries"))
                .yielding(Kind.JOBS, "from visit", "reference", "r")
                .yielding(Kind.APPOINTMENTS, "from visit", "reference", "r");
        long begin = System.nanoTime();

        SealedExtract sealed = Extraction.extract(
                legacy(database, SnapshotMode.ONE).atMost(400),
                queries.sources(),
                AS_OF,
                folder.resolve("work"),
                Progress.NONE);

        assertThat(sealed.count(Kind.JOBS) + sealed.count(Kind.APPOINTMENTS)).isEqualTo(400);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(850));
    }

    @Test
    void aServerOfMariaDbThatIsReadSlowlyDoesNotTakeThatForAnEnd() throws Exception {
        Database database = Engine.MARIADB.database(folder);
        try (Snapshot snapshot =
                        Snapshot.open(legacy(database, SnapshotMode.ONE).atMost(1));
                Statement statement = snapshot.connection().createStatement();
                ResultSet row = statement.executeQuery("select @@net_write_timeout, @@tx_read_only")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(86_400);
            assertThat(row.getInt(2)).isEqualTo(1);
        }
    }

    private static void wide(Database database, Engine engine, int rows, int characters) throws SQLException {
        try (Connection owner = database.open();
                Statement statement = owner.createStatement()) {
            if (engine == Engine.MARIADB) {
                statement.execute("set max_recursive_iterations = " + rows);
            }
            statement.execute(
                    engine == Engine.POSTGRES
                            ? "create table wide as select g as r, repeat('x', %d) as t from generate_series(1, %d) g"
                                    .formatted(characters, rows)
                            : "create table wide as with recursive g(n) as (select 1 union all select n + 1 from g where n < %d) select n as r, repeat('x', %d) as t from g"
                                    .formatted(rows, characters));
        }
    }

    private static DatabaseConnection legacy(Database database, SnapshotMode mode) {
        return new DatabaseConnection("legacy", database.url(), database.user(), "", "public", mode);
    }

    private static long single(Database database, String sql) {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : -1;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
