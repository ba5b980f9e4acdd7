package rollcall.reconciler.side;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.Engine;
import rollcall.reconciler.OwnJvm;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.SpillFolder;

/** What a database feels of the checker's reading, on real servers. */
class GentleSideTest {
    private final Path folder;

    GentleSideTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void theServerRefusesAWriteOnTheConnectionThatReadsHoweverMuchItsAccountMay(Engine engine) throws Exception {
        Database database = engine.database(folder);
        try (Connection owner = database.open();
                Statement statement = owner.createStatement()) {
            statement.execute("create table visit (a int)");
        }
        for (SnapshotMode mode : SnapshotMode.values()) {
            // MariaDB's driver is told to keep it to itself, as older ones and MySQL's do.
            DatabaseConnection legacy = new DatabaseConnection(
                    "legacy",
                    database.url() + (engine == Engine.MARIADB ? "?readOnlyPropagatesToServer=false" : ""),
                    database.user(),
                    database.password(),
                    "public",
                    mode);
            try (Snapshot snapshot = Snapshot.open(legacy)) {
                for (String write : List.of(
                        "insert into visit values (2)",
                        "delete from visit",
                        "truncate table visit",
                        "drop table visit")) {
                    try (Statement statement = snapshot.connection().createStatement()) {
                        assertThatThrownBy(() -> statement.execute(write))
                                .as(write)
                                .isInstanceOfSatisfying(
                                        SQLException.class,
                                        it -> assertThat(it.getSQLState()).isEqualTo("25006"));
                    }
                    snapshot.renew();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void rowsManyTimesTheHeapAreReadAsTheyCome(Engine engine) throws Exception {
        Database database = engine.database(folder);
        try (Connection owner = database.open();
                Statement statement = owner.createStatement()) {
            if (engine == Engine.MARIADB) {
                statement.execute("set max_recursive_iterations = 40000");
            }
            statement.execute(
                    engine == Engine.POSTGRES
                            ? "create table wide as select g || repeat('x', 2000) as r from generate_series(1, 40000) g"
                            : "create table wide as with recursive g(n) as (select 1 union all select n + 1 from g where n < 40000) select concat(n, repeat('x', 2000)) as r from g");
        }

        Process reader = OwnJvm.of(SmallReader.class, List.of("-Xmx40m"), database.url(), database.user(), folder)
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
            DatabaseConnection legacy = new DatabaseConnection("legacy", arguments[0], arguments[1], "", "public");
            QuerySide side = new QuerySide(
                    legacy, folder.resolve("census.sql"), "select 'jobs' as population, r as reference from wide");
            long count = 0;
            try (SpillFolder spill = SpillFolder.in(folder.resolve("spill"));
                    RowSorter sorter = new RowSorter(spill, "census", 4 << 20);
                    Snapshot snapshot = Snapshot.open(legacy)) {
                QueryReader.read(
                        snapshot,
                        side,
                        new CensusIntake("census.sql", sorter),
                        LocalDateTime.of(2026, 10, 16, 18, 0),
                        ZoneId.of("Europe/London"),
                        Progress.NONE.begin("reading", -1));
                try (SortedRows rows = sorter.sorted()) {
                    while (rows.advance()) {
                        count++;
                    }
                }
            }
            System.out.print(count);
        }
    }
}
