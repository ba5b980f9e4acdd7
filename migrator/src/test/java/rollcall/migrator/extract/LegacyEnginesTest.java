package rollcall.migrator.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.PlanReader;

/** The same legacy on H2, PostgreSQL and MariaDB is the same extract, byte by byte, whatever zone the program runs in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegacyEnginesTest {
    private static final String HARD_TIMES = """
            insert into appointments (reference, entity, job, starts_at, ends_at, job_completed, outcome, slot) values
            (1, 'UHOrder', '00014665', timestamp '2026-03-29 01:30:00', timestamp '2026-10-25 01:30:00', null, null, ''),
            (2, ' UHOrder', null, timestamp '2026-03-29 00:59:59.999999', timestamp '2026-03-29 02:00:00', null, '', 'AM'),
            (3, 'UHOrder', '', timestamp '2026-10-25 00:30:00.5', timestamp '2026-10-25 02:00:00.000001', null, ' ', null),
            (4, 'UHOrder', '0', timestamp '0001-01-01 00:00:00', timestamp '1900-01-01 00:00:00', null, 'CO', 'PM'),
            (5, 'UHOrder', '9', timestamp '9999-12-31 23:59:59', timestamp '1847-11-30 23:58:45', null, 'CO', 'PM')""";
    private static final String HARD_WORDS = """
            insert into contacts (reference, request_name, household_name, request_phone, phone_1, vulnerable) values
            ('1', 'Zoë Ó Briain-Łukasz', '李 小龍', '☎ 020 7946 0001 🏠', '  020 7946 0001 ', 1),
            ('2', '', null, 'says "ring, twice"', 'a
            second line', 0),
            ('2', 'it''s; --', '%_', ' 00A1 ', ' ', null)""";

    private final TimeZone own = TimeZone.getDefault();
    private final Map<Engine, Path> councils = new EnumMap<>(Engine.class);
    private final Map<Engine, Path> hard = new EnumMap<>(Engine.class);
    private String original = "";

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(own);
    }

    @BeforeAll
    void writeLegacies(@TempDir Path folder) throws Exception {
        for (Engine engine : Engine.values()) {
            CouncilFolder council = Council.generate(CouncilSpec.of(300, 4), folder.resolve(engine + "-council"));
            original = extract(council.plan()).sha256();
            PlainLegacy.of(council.plan(), engine.database(folder.resolve(engine + "-legacy")));
            councils.put(engine, council.plan());

            CouncilFolder small = Council.generate(CouncilSpec.of(5, 4), folder.resolve(engine + "-small"));
            PlainLegacy legacy = PlainLegacy.of(small.plan(), engine.database(folder.resolve(engine + "-hard")));
            legacy.execute("delete from appointments");
            legacy.execute("delete from contacts");
            legacy.execute(HARD_TIMES);
            legacy.execute(HARD_WORDS);
            hard.put(engine, small.plan());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/London", "UTC", "Pacific/Auckland"})
    void aCouncilIsTheSameExtractFromEachInEachZone(String zone) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));

        for (Path plan : councils.values()) {
            assertThat(extract(plan).sha256()).as(plan.toString()).isEqualTo(original);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/London", "UTC", "Pacific/Auckland"})
    void nightsOfClockChangesFractionsPaddingAndForeignLettersComeOutAsTheyAre(String zone) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));

        for (Path plan : hard.values()) {
            SealedExtract extract = extract(plan);
            assertThat(lines(extract, "appointments")).as(plan.toString()).containsExactly("""
                    1,UHOrder,00014665,,,,2026-03-29T01:30:00,2026-10-25T01:30:00,,,,,,
                    2,UHOrder,,,,,2026-03-29T00:59:59.999999,2026-03-29T02:00:00,,,AM,,,
                    3,UHOrder,,,,,2026-10-25T00:30:00.5,2026-10-25T02:00:00.000001,,,,,,
                    4,UHOrder,0,,,,0001-01-01T00:00:00,1900-01-01T00:00:00,,CO,PM,,,
                    5,UHOrder,9,,,,9999-12-31T23:59:59,1847-11-30T23:58:45,,CO,PM,,,
                    """.split("\n"));
            assertThat(String.join("\n", lines(extract, "contacts")))
                    .as(plan.toString())
                    .isEqualTo("""
                            1,,,Zoë Ó Briain-Łukasz,李 小龍,☎ 020 7946 0001 🏠,020 7946 0001,,,1,,
                            2,,,,,"says ""ring, twice""\","a
                            second line",,,0,,
                            2,,,it's; --,%_,00A1,,,,,,""");
        }
    }

    @ParameterizedTest
    @EnumSource
    void numbersAndDaysAreTheSameTextFromEach(Engine engine, @TempDir Path folder) throws Exception {
        Database database = engine.database(folder);
        execute(database, """
                create table odd (r int, n numeric(9, 2), f double precision, g real, d date, t time(3), i smallint,
                    b bigint)""");
        execute(database, """
                insert into odd values
                    (1, 7.5, 1e7, 0.1, '2026-03-29', '01:30:00', -1, 9007199254740993),
                    (2, 7, 7, 1e-5, '0001-01-01', '23:59:59.5', 0, 0),
                    (3, 0, -0.25, 0, '2026-10-25', '00:00:00', null, -1)""");
        LegacyDatabase queries = LegacyDatabase.in(folder.resolve("queries"))
                .yielding(
                        Kind.JOBS,
                        "FROM odd",
                        "reference",
                        "r",
                        "property",
                        "n",
                        "status",
                        "f",
                        "priority",
                        "g",
                        "raised",
                        "d",
                        "target_date",
                        "t",
                        "trade",
                        "i",
                        "contractor",
                        "b");

        SealedExtract extract = extract(database, queries, folder);

        assertThat(lines(extract, "jobs"))
                .containsExactly(
                        "1,7.50,10000000,0.1,2026-03-29,01:30,-1,9007199254740993,,,",
                        "2,7.00,7,0.00001,0001-01-01,23:59:59.500,0,0,,,",
                        "3,0.00,-0.25,0,2026-10-25,00:00,,-1,,,");
    }

    @Test
    void aSmallNumberOfMariaDbsIsNoFlagAndItsTimestampNoWallTime(@TempDir Path folder) throws Exception {
        Database database = Engine.MARIADB.database(folder);
        execute(
                database,
                "create table odd (r int, c tinyint(1), b bit(1), y year, u bigint unsigned, e enum('a', 'b'),"
                        + " s timestamp null)");
        execute(database, """
                insert into odd values (1, 2, b'1', 2026, 18446744073709551615, 'b', '2026-03-29 01:30:00'),
                    (2, 1, b'0', 1999, 0, 'a', null)""");
        LegacyDatabase queries = LegacyDatabase.in(folder.resolve("queries"))
                .yielding(
                        Kind.JOBS,
                        "FROM odd",
                        "reference",
                        "r",
                        "property",
                        "u",
                        "status",
                        "e",
                        "priority",
                        "c",
                        "problem",
                        "b",
                        "trade",
                        "y");

        assertThat(lines(extract(database, queries, folder), "jobs"))
                .containsExactly("1,18446744073709551615,b,2,true,2026,,,,,", "2,0,a,1,false,1999,,,,,");

        queries.yielding(Kind.JOBS, "FROM odd", "reference", "r", "raised", "s");
        assertThatThrownBy(() -> extract(database, queries, folder))
                .isInstanceOf(ExtractFailed.class)
                .hasMessage("jobs.sql: column 'raised' is a time with a zone; cast it to wall time without one");

        queries.yielding(Kind.JOBS, "FROM odd", "reference", "r", "raised", "cast(s as datetime)");
        assertThat(lines(extract(database, queries, folder), "jobs")).startsWith("1,2026-03-29T01:30:00,,,,,,,,,");
    }

    @Test
    void whatHappensInLegacyIsInTheNextExtract(@TempDir Path folder) throws Exception {
        LocalDateTime starts = LocalDateTime.of(2026, 10, 25, 1, 30);
        for (Engine engine : Engine.values()) {
            CouncilFolder council = Council.generate(CouncilSpec.of(20, 4), folder.resolve(engine + "-council"));
            PlainLegacy legacy = PlainLegacy.of(council.plan(), engine.database(folder.resolve(engine + "-legacy")));
            List<LegacyRow> before = appointments(council.plan());
            LegacyRow standing = before.stream()
                    .filter(it -> it.value("job_status").filter("200"::equals).isPresent())
                    .findFirst()
                    .orElseThrow();
            String moved = standing.identity().reference();

            legacy.move(moved, starts, starts.plusHours(2));
            String booked = legacy.book(moved, starts.plusDays(1), starts.plusDays(2));
            legacy.cancel(booked);

            List<LegacyRow> after = appointments(council.plan());
            assertThat(after).hasSize(before.size() + 1);
            assertThat(after.stream().filter(it -> it.value("job").equals(standing.value("job"))))
                    .extracting(it -> it.identity().reference()
                            + " " + it.value("starts_at").orElse("")
                            + " " + it.value("job_status").orElse(""))
                    .contains(moved + " 2026-10-25T01:30:00 700", booked + " 2026-10-26T01:30:00 700");
        }
    }

    private static SealedExtract extract(Path plan) throws Exception {
        Bound<MigrationPlan> bound = PlanReader.read(plan, Map.of(), MigrationPlan::bind);
        return Extraction.extract(
                Objects.requireNonNull(bound.plan().connections().get("legacy")),
                bound.part().extracts(),
                bound.plan().asOf().orElseThrow(),
                bound.plan().workFolder(),
                Progress.NONE);
    }

    private static SealedExtract extract(Database database, LegacyDatabase queries, Path folder) throws Exception {
        return Extraction.extract(
                new DatabaseConnection("legacy", database.url(), database.user(), database.password(), "public"),
                queries.sources(),
                LocalDateTime.of(2026, 10, 16, 18, 0),
                folder.resolve(".rollcall"),
                Progress.NONE);
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<LegacyRow> appointments(Path plan) throws Exception {
        List<LegacyRow> found = new ArrayList<>();
        try (LegacyRows rows = extract(plan).rows(Kind.APPOINTMENTS)) {
            rows.forEachRemaining(found::add);
        }
        return found;
    }

    private static List<String> lines(SealedExtract extract, String kind) throws IOException {
        List<String> lines = Files.readAllLines(extract.folder().resolve(kind + ".csv"));
        return lines.subList(1, lines.size());
    }
}
