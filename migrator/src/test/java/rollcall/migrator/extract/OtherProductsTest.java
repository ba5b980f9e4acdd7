package rollcall.migrator.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.server.AnnouncedDriver;
import rollcall.migrator.account.WriteAccess;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;

/**
 * SQL Server and Oracle, of which no server can be had here, as far as JDBC shows them: what is asked of them, at which
 * isolation level, and that no time of day is lost by their types.
 */
class OtherProductsTest {
    private static final LocalDateTime AS_OF = LocalDateTime.of(2026, 10, 16, 18, 0);
    private static final String SNAPSHOT_ASKED =
            "SELECT snapshot_isolation_state FROM sys.databases WHERE database_id = DB_ID()";

    private final Path folder;
    private final LegacyDatabase legacy;
    private final String h2;

    OtherProductsTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        this.legacy = LegacyDatabase.in(
                folder,
                "create table v (r varchar(9), t timestamp)",
                "insert into v values ('1', timestamp '2026-03-29 01:30:00')",
                "create user R password ''",
                "create user W password ''",
                "grant select on v to R",
                "grant select, update on v to W");
        legacy.yielding(Kind.APPOINTMENTS, "from v where t < ${as-of}", "reference", "r", "starts_at", "t");
        this.h2 = "jdbc:h2:file:" + legacy.file() + ";IFEXISTS=TRUE";
    }

    @Test
    void oracleIsAskedThePlansQueriesAloneInOneSerializableTransactionAndItsDateKeepsTheTimeOfDay() throws Exception {
        assertThat(read(AnnouncedDriver.url("Oracle", h2), "snapshot")).containsExactly("2026-03-29T01:30:00");
        assertThat(AnnouncedDriver.asked()).containsExactlyElementsOf(queries());
    }

    @Test
    void sqlServerIsAskedForASnapshotWhereItsDatabaseAllowsThat() throws Exception {
        assertThat(read(AnnouncedDriver.urlOfSqlServerWithSnapshots(h2), "snapshot"))
                .containsExactly("2026-03-29T01:30:00");
        List<String> expected = new ArrayList<>(List.of(SNAPSHOT_ASKED));
        expected.addAll(queries());
        assertThat(AnnouncedDriver.asked()).containsExactlyElementsOf(expected);
    }

    @Test
    void sqlServerIsReadTwiceWhereItDoesNot() throws Exception {
        assertThat(read(AnnouncedDriver.url("Microsoft SQL Server", h2), "read-twice"))
                .containsExactly("2026-03-29T01:30:00");
        List<String> expected = new ArrayList<>(List.of(SNAPSHOT_ASKED));
        expected.addAll(queries());
        expected.addAll(queries());
        assertThat(AnnouncedDriver.asked()).containsExactlyElementsOf(expected);
    }

    @Test
    void aProductThatNobodyHasHeardOfIsAskedThePlansQueriesAloneAndTwice() throws Exception {
        assertThat(read(AnnouncedDriver.url("Informix", h2), "read-twice")).containsExactly("2026-03-29T01:30:00");
        List<String> expected = new ArrayList<>(queries());
        expected.addAll(queries());
        assertThat(AnnouncedDriver.asked()).containsExactlyElementsOf(expected);
    }

    @Test
    void ofAnAccountJdbcTellsItsOwnRightsAndNothingFoundIsNotKnown() throws Exception {
        String url = AnnouncedDriver.url("Microsoft SQL Server", h2);

        assertThat(access(url, "W"))
                .isEqualTo(new WriteAccess.Some(
                        List.of("PUBLIC.V (UPDATE)"), 0, "with SELECT on what the plan's queries ask, and no more"));
        assertThat(access(url, "R"))
                .isEqualTo(new WriteAccess.Unknown(
                        "Microsoft SQL Server is asked through JDBC alone, which tells of no roles"));
        assertThat(AnnouncedDriver.asked()).containsOnly(SNAPSHOT_ASKED);
    }

    private WriteAccess access(String url, String user) throws ExtractFailed {
        return LegacyAccount.of(new DatabaseConnection("legacy", url, user, "", "public"), legacy.sources())
                .orElseThrow()
                .access();
    }

    private List<String> read(String url, String means) throws Exception {
        AnnouncedDriver.asked();
        SealedExtract sealed = Extraction.extract(
                new DatabaseConnection("legacy", url, "R", "", "public"),
                legacy.sources(),
                AS_OF,
                folder.resolve("work"),
                Progress.NONE);
        assertThat(Files.readAllLines(sealed.folder().resolve("seal.properties")))
                .contains("snapshot=" + means);
        List<String> times = new ArrayList<>();
        try (LegacyRows rows = sealed.rows(Kind.APPOINTMENTS)) {
            rows.forEachRemaining(it -> times.add(it.value("starts_at").orElse("")));
        }
        return times;
    }

    private List<String> queries() {
        List<String> queries = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (legacy.sources().get(kind) instanceof ExtractSource.Query query) {
                queries.add(query.sql().replace("${as-of}", "{ts '2026-10-16 18:00:00'}"));
            }
        }
        return queries;
    }
}
