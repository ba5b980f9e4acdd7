package rollcall.migrator.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.extract.ExtractSource.Query;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;

/** While orders and visits are read one after the other, legacy's staff go on: each order's status is that of its visit. */
class TornExtractTest {
    private static final LocalDateTime AS_OF = LocalDateTime.of(2026, 10, 16, 18, 0);

    @ParameterizedTest
    @EnumSource
    void oneSnapshotSeesNoneOfWhatIsCommittedWhileItReads(Engine engine, @TempDir Path work) throws Exception {
        try (Legacy legacy = new Legacy(engine)) {
            SealedExtract sealed = legacy.extract(SnapshotMode.AS_IT_CAN, work, Integer.MAX_VALUE);

            assertThat(legacy.changes).isEqualTo(1);
            assertThat(statuses(sealed, Kind.JOBS)).containsExactly("A 200", "B 200");
            assertThat(statuses(sealed, Kind.APPOINTMENTS)).isEqualTo(statuses(sealed, Kind.JOBS));
            assertThat(sealed.readings()).isEmpty();
            assertThat(seal(sealed)).contains("snapshot=snapshot", "snapshot.readings=1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutASnapshotItIsReadUntilTwoReadingsAgreeAndTheSealSaysWhatDiffered(Engine engine, @TempDir Path work)
            throws Exception {
        try (Legacy legacy = new Legacy(engine)) {
            SealedExtract sealed = legacy.extract(SnapshotMode.READ_TWICE, work, 2);

            assertThat(statuses(sealed, Kind.JOBS)).containsExactly("A 201", "B 202");
            assertThat(statuses(sealed, Kind.APPOINTMENTS)).isEqualTo(statuses(sealed, Kind.JOBS));
            assertThat(seal(sealed))
                    .contains(
                            "snapshot=read-twice",
                            "snapshot.readings=4",
                            "jobs.differed=2",
                            "jobs.differed.references=A B",
                            "appointments.differed=1",
                            "appointments.differed.references=B");
            assertThat(sealed.readings())
                    .contains("Legacy was read 4 times, until two readings agreed; in between changed 2 jobs (A, B), "
                            + "1 appointment (B).");
            assertThat(Extraction.newest(work).orElseThrow().readings()).isEqualTo(sealed.readings());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotHoldStillIsRefusedWithTheNumber(Engine engine, @TempDir Path work) throws Exception {
        try (Legacy legacy = new Legacy(engine)) {
            assertThatThrownBy(() -> legacy.extract(SnapshotMode.READ_TWICE, work, Integer.MAX_VALUE))
                    .isInstanceOf(ExtractFailed.class)
                    .hasMessageStartingWith("legacy does not hold still: between the last two of 5 readings still "
                            + "1 job (B), 1 appointment (A) changed; nothing is extracted. ");

            assertThat(Extraction.newest(work)).isEmpty();
        }
    }

    private static List<String> statuses(SealedExtract sealed, Kind kind) {
        List<String> statuses = new ArrayList<>();
        try (LegacyRows rows = sealed.rows(kind)) {
            rows.forEachRemaining(it -> statuses.add(it.identity().reference() + " "
                    + it.value(kind == Kind.JOBS ? "status" : "job_status").orElse("")));
        }
        return statuses;
    }

    private static List<String> seal(SealedExtract sealed) throws Exception {
        return Files.readAllLines(sealed.folder().resolve("seal.properties"));
    }

    /** Two orders with a visit each; somebody changes one of them between the reading of the orders and that of the visits. */
    private final class Legacy implements AutoCloseable {
        private final DatabaseConnection connection;
        private final Connection staff;
        private int changes;

        Legacy(Engine engine) throws Exception {
            Database database = engine == Engine.H2
                    ? new Database("jdbc:h2:mem:torn" + System.nanoTime(), "sa", "")
                    : engine.server().orElseThrow().database();
            connection = new DatabaseConnection("legacy", database.url(), database.user(), "", "public");
            staff = database.open();
            execute("create table o (r varchar(5), s int)");
            execute("create table v (r varchar(5), s int)");
            execute("create table c as select 'A' as r, 200 as s");
            execute("insert into o values ('A', 200), ('B', 200)");
            execute("insert into v values ('A', 200), ('B', 200)");
        }

        SealedExtract extract(SnapshotMode mode, Path work, int most) throws ExtractFailed {
            DatabaseConnection told =
                    new DatabaseConnection(connection.name(), connection.url(), connection.user(), "", "public", mode);
            Progress betweenTheQueries = (title, expected) -> new Progress.Task() {
                @Override
                public void advance(long rows) {}

                @Override
                public void close() {
                    if (title.equals("reading jobs") && changes < most) {
                        change();
                    }
                }
            };
            return Extraction.extract(
                    told,
                    Map.of(
                            Kind.JOBS, query(Kind.JOBS, "status", "o"),
                            Kind.APPOINTMENTS, query(Kind.APPOINTMENTS, "job_status", "v"),
                            Kind.CONTACTS, query(Kind.CONTACTS, "job_status", "c")),
                    AS_OF,
                    work,
                    betweenTheQueries);
        }

        private void change() {
            changes++;
            String order = changes % 2 == 1 ? "A" : "B";
            try {
                execute("update o set s = %d where r = '%s'".formatted(200 + changes, order));
                execute("update v set s = %d where r = '%s'".formatted(200 + changes, order));
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        private static Query query(Kind kind, String status, String table) {
            List<String> columns = new ArrayList<>();
            for (String column : kind.columns()) {
                columns.add(
                        switch (column) {
                            case "reference" -> "r as reference";
                            default -> (column.equals(status) ? "s" : "cast(null as char(9))") + " as " + column;
                        });
            }
            return new Query(Path.of(kind.word() + ".sql"), "select " + String.join(", ", columns) + " from " + table);
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = staff.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            staff.close();
        }
    }
}
