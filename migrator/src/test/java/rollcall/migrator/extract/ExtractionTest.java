package rollcall.migrator.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.PostgresServer;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;

class ExtractionTest {
    private static final LocalDateTime AS_OF = LocalDateTime.of(2026, 10, 16, 18, 0);

    private Path folder;

    @BeforeEach
    void takeFolder(@TempDir Path fresh) {
        folder = fresh;
    }

    @Test
    void paddingIsTrimmedAndBlankIsAbsent() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.in(
                folder,
                "create table o (r char(10), p char(12), n text, q numeric(8,0), b bit)",
                "insert into o values ('00014665', ' ', 'Leak,\r\nin \"kitchen\"', 7, true)");
        legacy.yielding(
                Kind.JOBS, "FROM o", "reference", "r", "property", "p", "problem", "n", "trade", "q", "status", "b");

        assertThat(rows(extract(legacy), Kind.JOBS)).singleElement().satisfies(row -> {
            assertThat(row.identity()).isEqualTo(new Identity(Kind.JOBS, "00014665", 1));
            assertThat(row.value("property")).isEmpty();
            assertThat(row.value("problem")).contains("Leak,\r\nin \"kitchen\"");
            assertThat(row.value("trade")).contains("7");
            assertThat(row.value("status")).contains("true");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/London", "UTC", "Pacific/Auckland"})
    void wallTimesReadBackExactlyInAnyZone(String zone) throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            LegacyDatabase legacy =
                    LegacyDatabase.in(folder, "create table v (r int, s datetime, d smalldatetime)", """
                    insert into v values
                        (1, timestamp '0001-01-01 00:00:00', timestamp '1900-01-01 00:00:00'),
                        (2, timestamp '2026-03-29 01:30:00', timestamp '2026-03-29 00:59:59'),
                        (3, timestamp '2026-10-25 01:30:00', timestamp '2026-10-25 02:00:00')""");
            legacy.yielding(Kind.APPOINTMENTS, "FROM v", "reference", "r", "starts_at", "s", "ends_at", "d");

            SealedExtract sealed = extract(legacy);

            assertThat(rows(sealed, Kind.APPOINTMENTS))
                    .extracting(it -> it.value("starts_at").orElseThrow()
                            + " "
                            + it.value("ends_at").orElseThrow())
                    .containsExactly(
                            "0001-01-01T00:00:00 1900-01-01T00:00:00",
                            "2026-03-29T01:30:00 2026-03-29T00:59:59",
                            "2026-10-25T01:30:00 2026-10-25T02:00:00");
            assertThat(sealed.sha256())
                    .as("the same bytes in every zone")
                    .isEqualTo("4951bd57427bc71eb0ddf36cd5a88eac2377d8ed0b1eccd29a75e1ef8a9a6143");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void repeatedReferencesGetOccurrencesWhateverTheOrderInLegacy() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.in(
                folder,
                "create table o (r char(10), t char(3))",
                "insert into o values ('B', '1'), ('A', '2'), ('B', '1'), ('a', '3'), ('', '9'), ('A', '1'), ('B', '0')");
        legacy.yielding(Kind.JOBS, "FROM o", "reference", "r", "trade", "t");

        assertThat(rows(extract(legacy), Kind.JOBS))
                .extracting(it -> it.identity().reference() + " "
                        + it.identity().occurrence() + " " + it.value("trade").orElseThrow() + " " + it.line())
                .containsExactly("line:2 1 9 2", "A 1 1 3", "A 2 2 4", "B 1 0 5", "B 2 1 6", "B 3 1 7", "a 1 3 8");
    }

    @Test
    void theSameRowsInAnotherOrderAreTheSameExtract() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.in(
                folder, "create table o (r int, t char(3))", "insert into o values (1, 'x'), (2, 'y'), (2, 'z')");
        legacy.yielding(Kind.JOBS, "FROM o ORDER BY t", "reference", "r", "trade", "t");
        SealedExtract first = extract(legacy);

        legacy.yielding(Kind.JOBS, "FROM o ORDER BY t DESC", "reference", "r", "trade", "t");
        SealedExtract second = extract(legacy);

        assertThat(second.folder()).isEqualTo(first.folder());
        assertThat(folders()).containsExactly(first.folder());
    }

    @Test
    void aChangedRowIsANewExtractBesideTheOldOne() throws Exception {
        LegacyDatabase legacy =
                LegacyDatabase.in(folder, "create table o (r int, t char(3))", "insert into o values (1, 'x')");
        legacy.yielding(Kind.JOBS, "FROM o", "reference", "r", "trade", "t");
        SealedExtract first = extract(legacy);

        legacy.execute("update o set t = 'y'");
        SealedExtract second = extract(legacy);

        assertThat(second.sha256()).isNotEqualTo(first.sha256());
        assertThat(folders()).containsExactly(first.folder(), second.folder());
        assertThat(Extraction.newest(work()).orElseThrow().folder()).isEqualTo(second.folder());
        assertThat(rows(SealedExtract.open(first.folder()), Kind.JOBS))
                .extracting(it -> it.value("trade").orElseThrow())
                .containsExactly("x");
    }

    @Test
    void aKindWithoutAnyRowIsRefused() throws Exception {
        LegacyDatabase.in(folder, "create table o (r int)");

        for (Kind kind : Kind.values()) {
            LegacyDatabase empty = LegacyDatabase.in(folder).yielding(kind, "FROM o", "reference", "r");
            assertThatThrownBy(() -> extract(empty))
                    .isInstanceOf(ExtractFailed.class)
                    .hasMessageStartingWith("%s.sql yields no %s at all".formatted(kind.word(), kind.word()));
        }
        assertThat(folders()).isEmpty();
    }

    @Test
    void aQueryWithoutANeededColumnIsRefusedByItsName() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.in(folder).asking(Kind.JOBS, "SELECT 1 AS reference, 2 AS proprety");

        assertThatThrownBy(() -> extract(legacy))
                .isInstanceOf(ExtractFailed.class)
                .hasMessageStartingWith("jobs.sql: lacks columns 'property', 'status'")
                .hasMessageContaining("it has reference, proprety");
    }

    @Test
    void aQueryThatTheDatabaseRefusesIsToldInItsWordsWithoutTheStatement() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.in(folder).asking(Kind.JOBS, "SELECT x FROM nowhere");

        assertThatThrownBy(() -> extract(legacy))
                .isInstanceOf(ExtractFailed.class)
                .hasMessageStartingWith("jobs.sql: legacy refused the query: Table \"NOWHERE\" not found")
                .hasMessageEndingWith("(SQL state 42S04, error 42104)")
                .hasMessageNotContaining("SELECT x");
    }

    @Test
    void aValueThatTheDatabaseQuotesInItsComplaintIsNotTold() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.in(
                folder, "create table o (r varchar(20))", "insert into o values ('Ann \"T\" Tenant')");
        legacy.yielding(Kind.JOBS, "FROM o", "reference", "CAST(r AS int)");

        assertThatThrownBy(() -> extract(legacy))
                .isInstanceOf(ExtractFailed.class)
                .hasMessageStartingWith("jobs.sql: ")
                .hasMessageEndingWith("Data conversion error converting … (SQL state 22018, error 22018)")
                .hasMessageNotContaining("Ann");
    }

    @Test
    void anH2FileIsOnlyReadWhateverThePlansUrlLeavesOut() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.in(folder, "create sequence s");
        byte[] before = Files.readAllBytes(folder.resolve("uh.mv.db"));

        extract(LegacyDatabase.at("jdbc:h2:file:" + legacy.file()), legacy);
        assertThatThrownBy(() -> extract(LegacyDatabase.at("jdbc:h2:file:" + folder.resolve("none")), legacy))
                .isInstanceOf(ExtractFailed.class);

        assertThat(folder.resolve("none.mv.db")).doesNotExist();
        assertThat(Files.readAllBytes(folder.resolve("uh.mv.db"))).isEqualTo(before);
    }

    @Test
    void aTimeWithAZoneIsRefused() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.in(folder)
                .yielding(Kind.JOBS, "", "reference", "1", "raised", "CAST(NULL AS timestamp with time zone)");

        assertThatThrownBy(() -> extract(legacy))
                .hasMessage("jobs.sql: column 'raised' is a time with a zone; cast it to wall time without one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp with time zone", "time with time zone"})
    void aTimeWithAZoneIsRefusedOnPostgresToo(String type) throws Exception {
        LegacyDatabase legacy = LegacyDatabase.in(folder)
                .yielding(Kind.JOBS, "", "reference", "1", "raised", "CAST(NULL AS " + type + ")");
        Database database = PostgresServer.shared().database();
        DatabaseConnection postgres = new DatabaseConnection("legacy", database.url(), database.user(), "", "public");

        assertThatThrownBy(() -> extract(postgres, legacy))
                .hasMessage("jobs.sql: column 'raised' is a time with a zone; cast it to wall time without one");
    }

    @Test
    void allQueriesSeeOneMomentWhileLegacyIsWrittenTo() throws Exception {
        String url = "jdbc:h2:mem:live;MODE=MSSQLServer;DB_CLOSE_DELAY=-1";
        LegacyDatabase legacy = LegacyDatabase.in(folder)
                .yielding(Kind.JOBS, "FROM o", "reference", "r")
                .yielding(Kind.APPOINTMENTS, "FROM o", "reference", "r");
        try (Connection writer = DriverManager.getConnection(url, "sa", "");
                var statement = writer.createStatement()) {
            statement.execute("create table o (r int)");
            statement.execute("insert into o values (1)");
            Progress booksWhileJobsAreRead = (what, expected) -> new Progress.Task() {
                @Override
                public void advance(long rows) {
                    try {
                        statement.execute("insert into o values (2)");
                    } catch (java.sql.SQLException failed) {
                        throw new IllegalStateException(failed);
                    }
                }

                @Override
                public void close() {}
            };
            SealedExtract sealed =
                    Extraction.extract(LegacyDatabase.at(url), legacy.sources(), AS_OF, work(), booksWhileJobsAreRead);

            assertThat(sealed.count(Kind.JOBS)).isEqualTo(1);
            assertThat(sealed.count(Kind.APPOINTMENTS)).isEqualTo(1);
            statement.execute("shutdown");
        }
    }

    @Test
    void aMissingALockedAndANonDatabaseAreEachToldWithARemedy() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.in(folder);
        DatabaseConnection missing = LegacyDatabase.at("jdbc:h2:file:" + folder.resolve("none") + ";IFEXISTS=TRUE");
        Files.writeString(folder.resolve("text.mv.db"), "not a database".repeat(1_000));
        DatabaseConnection text =
                LegacyDatabase.at("jdbc:h2:file:" + folder.resolve("text") + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r");

        assertThatThrownBy(() -> extract(missing, legacy))
                .isInstanceOf(ExtractFailed.class)
                .hasMessageContaining(folder.resolve("none").toString())
                .hasMessageContaining("not found")
                .hasMessageEndingWith(
                        "check the path or name in connections: in plan.yaml, and that the copy of legacy is there");
        assertThatThrownBy(() -> extract(text, legacy))
                .isInstanceOf(ExtractFailed.class)
                .hasMessageContaining(folder.resolve("text").toString())
                .hasMessageEndingWith("take the copy of legacy again");
        Process writer = holding(legacy.file());
        try {
            assertThat(writer.inputReader().readLine()).isEqualTo("open");
            assertThatThrownBy(() -> extract(legacy))
                    .isInstanceOf(ExtractFailed.class)
                    .hasMessageContaining("another program has it open");
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    @Test
    void aFileChangedAfterSealingIsRefusedByName() throws Exception {
        SealedExtract sealed = extract(LegacyDatabase.in(folder));
        Path jobs = sealed.folder().resolve("jobs.csv");
        String before = Files.readString(jobs);

        Files.writeString(jobs, before + before.lines().skip(1).findFirst().orElseThrow() + "\n");
        assertThatThrownBy(() -> SealedExtract.open(sealed.folder()))
                .isInstanceOf(ExtractFailed.class)
                .hasMessageStartingWith(jobs + " is not what was sealed: it has 2 rows");
        Files.writeString(jobs, before.replace('1', '2'));
        assertThatThrownBy(() -> SealedExtract.open(sealed.folder()))
                .hasMessageContaining("jobs.csv is not what was sealed: it has 1 rows");
        Files.delete(jobs);
        assertThatThrownBy(() -> SealedExtract.open(sealed.folder())).hasMessageContaining("jobs.csv is gone");
        Files.writeString(jobs, before);
        assertThat(SealedExtract.open(sealed.folder()).sha256()).isEqualTo(sealed.sha256());
    }

    @Test
    void aChangedSealIsRefused() throws Exception {
        SealedExtract sealed = extract(LegacyDatabase.in(folder));
        Path seal = sealed.folder().resolve("seal.properties");

        Files.writeString(seal, Files.readString(seal).replace("jobs.rows=1", "jobs.rows=2"));

        assertThatThrownBy(() -> SealedExtract.open(sealed.folder()))
                .isInstanceOf(ExtractFailed.class)
                .hasMessageContaining("seal.properties: its sha256 is not that of its files");
    }

    @Test
    void whatAnInterruptedExtractLeftIsRemovedAndTheFoldersArePrivate() throws Exception {
        Path left = Files.createDirectories(work().resolve("extract/.partial-12/x"));

        SealedExtract sealed = extract(LegacyDatabase.in(folder));

        assertThat(left).doesNotExist();
        assertThat(folders()).containsExactly(sealed.folder());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sealed.folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void theCutoverIsPutIntoTheQuery() throws Exception {
        LegacyDatabase legacy =
                LegacyDatabase.in(folder).yielding(Kind.JOBS, "", "reference", "1", "raised", "${as-of}");

        assertThat(rows(extract(legacy), Kind.JOBS))
                .extracting(it -> it.value("raised").orElseThrow())
                .containsExactly("2026-10-16T18:00:00");
    }

    private SealedExtract extract(LegacyDatabase legacy) throws ExtractFailed {
        return extract(legacy.connection(), legacy);
    }

    private SealedExtract extract(DatabaseConnection connection, LegacyDatabase legacy) throws ExtractFailed {
        return Extraction.extract(connection, legacy.sources(), AS_OF, work(), Progress.NONE);
    }

    private Path work() {
        return folder.resolve("plan/.rollcall");
    }

    private List<Path> folders() throws IOException {
        Path extracts = work().resolve("extract");
        if (!Files.exists(extracts)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(extracts)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static List<LegacyRow> rows(SealedExtract sealed, Kind kind) {
        List<LegacyRow> all = new ArrayList<>();
        try (LegacyRows rows = sealed.rows(kind)) {
            rows.forEachRemaining(all::add);
        }
        return all;
    }

    private static Process holding(Path database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        database.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Holds a database open for writing, until it is destroyed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (Connection held = DriverManager.getConnection("jdbc:h2:file:" + arguments[0], "sa", "")) {
                System.out.println("open");
                System.out.flush();
                Thread.sleep(60_000);
                held.rollback();
            }
        }
    }
}
