package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.KeyedFolder.job;
import static rollcall.reconciler.KeyedFolder.visit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.seal.Seal;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideSearch;
import rollcall.reconciler.side.Sighting;
import rollcall.reconciler.side.Sought;
import rollcall.reconciler.sort.SpillFolder;

/** Systems whose natural key has several columns: a CSV file against H2. */
class KeyedSidesTest {
    private static final String MORNING = "2026-10-20T08:00";
    private static final String NOON = "2026-10-20T12:00";

    private final Path path;
    private final KeyedFolder folder;

    KeyedSidesTest(@TempDir Path path) {
        this.path = path;
        folder = new KeyedFolder(path).bothHold(job("1")).bothHold(job("12")).bothHold(visit("1", "1", MORNING));
    }

    @Test
    void keysThatAreOneTextWithoutASeparatorAreTwo() {
        folder.bothHold(visit("1", "23", MORNING)).bothHold(visit("12", "3", NOON));
        assertThat(folder.exceptions()).isEmpty();
    }

    @Test
    void whatOneKeyLacksIsNotMadeUpForByAnotherThatWouldFold() {
        folder.legacyHolds(visit("12", "3", MORNING)).targetHolds(visit("1", "23", MORNING));

        assertThat(folder.exceptions())
                .containsExactlyInAnyOrder(
                        "MISSING appointments 12#3 UNEXPLAINED", "UNEXPECTED appointments 1#23 UNEXPLAINED");
    }

    @Test
    void eachRowIsHeldAgainstItsOwn() {
        folder.legacyHolds(visit("1", "23", MORNING))
                .legacyHolds(visit("12", "3", NOON))
                .targetHolds(visit("1", "23", NOON))
                .targetHolds(visit("12", "3", NOON));

        assertThat(folder.exceptions()).containsExactly("DIFFERENT appointments 1#23 UNEXPLAINED");
    }

    @Test
    void leadingZerosThatAPartHasLostAreNoticedPartByPart() {
        folder.legacyHolds(visit("12", "003", MORNING)).targetHolds(visit("12", "3", MORNING));

        assertThat(folder.exceptions()).containsExactly("MISSING appointments 12#003 KEY_CHANGED");
    }

    /** Separators, escapes, line ends, letters of any case; each is one key and no other. */
    @Test
    void hardPartsAreThemselves() {
        List<String> hard = List.of(
                "#", "\\", "#1", "1#", "\\#", "##", "a", "A", "ä", "a b", "a  b", "1,2", "a\nb", "'", "new:7",
                "(blank)");
        for (String part : hard) {
            folder.bothHold(visit("1", part, MORNING));
        }
        assertThat(folder.exceptions()).isEmpty();
        for (String part : hard) {
            folder.legacy().remove(visit("1", part, MORNING));
            try (Result result = folder.run()) {
                assertThat(TwoSystems.findings(result))
                        .as(part)
                        .singleElement()
                        .satisfies(it -> assertThat(it.reference()).startsWith("1#"));
            }
            folder.legacyHolds(visit("1", part, MORNING));
        }
    }

    @Test
    void aPartMayBeBlankAndAllOfThemAreABlankReference() {
        folder.bothHold(visit("1", "", MORNING))
                .legacyHolds(visit("12", "", MORNING))
                .legacyHolds(List.of("appointments", "", " ", "P9", MORNING, "3"))
                .targetHolds(List.of("appointments", "", "", "P8", NOON, "3"));

        List<String> told = folder.exceptions();

        assertThat(told)
                .hasSize(3)
                .contains("MISSING appointments 12# UNEXPLAINED", "UNEXPECTED appointments new:5 NO_REFERENCE")
                .anyMatch(it -> it.startsWith("MISSING appointments (blank)"));
    }

    @Test
    void whatStaffHaveBookedForAJobThatWasMovedIsNewThoughItHasTheJobsPartOfTheKey() {
        folder.bothHold(visit("1", "", MORNING)).bothHold(visit("12", "", MORNING));
        folder.targetHolds(visit("1", "", NOON)).targetHolds(visit("1", "", "2026-10-21T08:00"));
        folder.targetHolds(visit("12", "2", NOON)).targetHolds(visit("", "", NOON));
        folder.plan().with("plan.yaml", KeyedFolder.PLAN + EVOLVED).with("target.sql", """
                SELECT held.*, CASE WHEN target_id > 5 THEN 'amy@council.example' ELSE 'rollcall' END AS created_by,
                       TIMESTAMP '2026-10-20 07:00:00' AS created_at
                  FROM held
                """);
        try (Result result = folder.run()) {
            assertThat(TwoSystems.findings(result).stream().map(TwoSystems::told))
                    .as("a part of its own is a reference, whoever made it")
                    .containsExactly("UNEXPECTED appointments 12#2 UNEXPLAINED");
            assertThat(TwoSystems.tally(result, Population.APPOINTMENTS).fresh())
                    .isEqualTo(3);
            assertThat(TwoSystems.tally(result, Population.APPOINTMENTS).matched())
                    .isEqualTo(3);
        }

        folder.plan().with("target.sql", """
                SELECT held.*, 'rollcall' AS created_by, TIMESTAMP '2026-10-20 07:00:00' AS created_at FROM held
                """);
        assertThat(folder.exceptions())
                .as("made by the load, they are no more than rows of its key")
                .containsExactlyInAnyOrder(
                        "DUPLICATED appointments 1# UNEXPLAINED",
                        "UNEXPECTED appointments 12#2 UNEXPLAINED",
                        "UNEXPECTED appointments new:9 NO_REFERENCE");
    }

    private static final String EVOLVED = """
                evolved:
                  since: 2026-10-19T07:00
                  staff: [ "*@council.example" ]
                  services: [ rollcall ]
                  paths: { 80: [ 50 ] }
                  cancel: { statuses: [ 30 ], reasons: [ Tenant cancelled ] }
            """;

    @Test
    void aKeyThatTheSourceDropsIsSeenByTheCensus() {
        folder.write();
        folder.plan()
                .with("census.csv", "population,job,visit\njobs,1,\njobs,12,\nappointments,1,1\nappointments,1,11\n");

        try (Result result = folder.runAsItIs()) {
            assertThat(result.header().unknowns())
                    .singleElement()
                    .asString()
                    .contains("1 keys of legacy's base tables are not in the source query (appointments 1#11)");
        }
    }

    @Test
    void whatIsTypedAsItIsShownIsAcceptedAndExplained() {
        folder.legacyHolds(visit("1", "a#b\\", MORNING)).legacyHolds(visit("1", "a", MORNING));
        folder.plan()
                .with(
                        "accepted.csv",
                        "reference,class,reason,by,until\n1#a\\#b\\\\,MISSING,keyed by hand,A Manager,\n");

        assertThat(folder.exceptions()).containsExactly("MISSING appointments 1#a UNEXPLAINED");
        assertThat(explained("1#a")).isEqualTo(1);
        assertThat(explained("1#a\\#b\\\\")).isEqualTo(0);
        assertThat(explained("1#1")).isZero();
        assertThat(explained("1#2")).isEqualTo(3);
    }

    private int explained(String reference) {
        PrintWriter out = new PrintWriter(new StringWriter());
        return new CommandLine(new ExplainCommand()).setOut(out).setErr(out).execute(path.toString(), reference);
    }

    /** The count of each kind of exception, held against a comparison of lists. */
    @RepeatedTest(6)
    void randomKeysOfFewLettersInAnyOrder() {
        long seed = new Random().nextLong();
        System.out.println("KeyedSidesTest seed " + seed);
        Random random = new Random(seed);
        TreeMap<List<String>, Integer> held =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        held.put(List.of("1", "1"), 9);
        for (int i = 0; i < 300; i++) {
            List<String> key = List.of("1" + part(random), part(random) + part(random));
            int where = random.nextInt(10);
            if (held.putIfAbsent(key, where) != null) {
                continue;
            }
            List<String> row = visit(key.get(0), key.get(1), MORNING);
            folder.legacy().removeIf(it -> it.equals(row));
            if (where != 0) {
                folder.legacyHolds(row);
            }
            if (where != 1) {
                folder.targetHolds(row);
            }
        }
        long missing = held.values().stream().filter(it -> it == 1).count();
        long unexpected = held.values().stream().filter(it -> it == 0).count();
        try (Result result = folder.shuffled(random).run()) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.tally(result, Population.APPOINTMENTS).missing())
                    .as("seed %d", seed)
                    .isEqualTo(missing);
            assertThat(TwoSystems.tally(result, Population.APPOINTMENTS).unexpected())
                    .as("seed %d", seed)
                    .isEqualTo(unexpected);
            assertThat(TwoSystems.findings(result).stream()
                            .map(Finding::reference)
                            .toList())
                    .as("seed %d", seed)
                    .doesNotHaveDuplicates();
        }
    }

    private static String part(Random random) {
        StringBuilder part = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            part.append("12#\\ab".charAt(random.nextInt(6)));
        }
        return part.toString();
    }

    @Test
    void oneListForBothPopulationsIsRefusedWhereRowsOfBothCome() {
        folder.plan().replacing("{ appointments: [job, visit], jobs: [job] }", "[job, visit]");
        try (Result result = folder.run()) {
            assertThat(result.header().unknowns())
                    .contains(
                            "legacy.csv line 4: a row of appointments among jobs, and key: in plan.yaml is one list for"
                                    + " both; write key: { appointments: [job, visit], jobs: [its columns of these] }");
        }
        folder.legacy().removeIf(it -> it.getFirst().equals("jobs"));
        folder.plan().with("target.sql", "SELECT * FROM held WHERE population = 'appointments'");
        assertThat(folder.exceptions()).isEmpty();
    }

    /** Where a job's key has several columns, an appointment's job is made of them: rules see the job that it is. */
    @Test
    void theJobOfAnAppointmentIsItsJobsKey() {
        folder.plan()
                .replacing("    census: { csv: census.csv, charset: UTF-8 }\n", "")
                .replacing(
                        "{ appointments: [job, visit], jobs: [job] }",
                        "{ appointments: [job, visit], jobs: [job, property] }")
                .with("target.sql", "SELECT * FROM held WHERE NOT (population = 'jobs' AND job LIKE '12%')");
        folder.bothHold(List.of("appointments", "12", "9", "P12", MORNING, "3"))
                .bothHold(List.of("appointments", "1", "8", "P1", MORNING, "3"));

        List<String> told = new ArrayList<>();
        try (Result result = folder.run()) {
            assertThat(result.header().unknowns()).isEmpty();
            TwoSystems.findings(result).forEach(it -> told.add(TwoSystems.told(it) + " " + it.job()));
        }
        assertThat(told).containsExactly("MISSING jobs 12#P12 UNEXPLAINED 12#P12");
    }

    /** A file that is in the order of its columns, line by line, need not be in that of its keys: then it is sorted. */
    @Test
    void aFileInTheOrderOfItsColumnsIsComparedAsItIsReadUnlessItsKeysAreInAnother() {
        folder.plan()
                .replacing("target: { connection: target, query: target.sql }", "target: { csv: new.csv }")
                .replacing("    census: { csv: census.csv, charset: UTF-8 }\n", "");
        String plain =
                "appointments,1,2\nappointments,1,3\nappointments,10,1\nappointments,1A,1\njobs,1,\njobs,10,\njobs,1A,\n";

        assertThat(comparedOf(plain, plain.replace("appointments,10,1\n", "")))
                .containsExactly("-1", "MISSING appointments 10#1 UNEXPLAINED");

        String escaped = "appointments,1#,2\nappointments,1,3\nappointments,10,1\njobs,1#,\njobs,1,\njobs,10,\n";
        assertThat(comparedOf(escaped, escaped.replace("appointments,1,3\n", "")))
                .containsExactly("-1", "6", "6", "MISSING appointments 1#3 UNEXPLAINED");
    }

    private List<String> comparedOf(String legacy, String there) {
        folder.plan()
                .with("legacy.csv", "population,job,visit\n" + legacy)
                .with("new.csv", "population,job,visit\n" + there);
        List<String> told = new ArrayList<>();
        Progress progress = (what, rows) -> {
            if (what.equals("comparing")) {
                told.add(Long.toString(rows));
            }
            return Progress.NONE.begin(what, rows);
        };
        Plan plan = folder.read();
        try (Result result = Reconciliation.run(
                plan, plan.reconciliations().getFirst(), TwoSystems.AS_OF, path.resolve(".rollcall"), progress)) {
            assertThat(result.header().unknowns()).isEmpty();
            TwoSystems.findings(result).forEach(it -> told.add(TwoSystems.told(it)));
        }
        return told;
    }

    /** Separators, escapes, blank parts: by key there is what reading the whole side finds. */
    @Test
    void aDatabaseIsAskedByKeyForARecordThatIsKnownBySeveralColumns() throws Exception {
        List<String> hard = List.of("#", "\\", "#1", "1#", "\\#", "a", "A", "a b", "'", "new:7", "", "23");
        for (String part : hard) {
            folder.targetHolds(visit("1", part, MORNING)).targetHolds(visit(part + "x", "23", NOON));
        }
        Plan plan = folder.write().read();
        SidePlan target = plan.reconciliations().getFirst().target();
        try (SpillFolder spill = SpillFolder.in(path.resolve("spill"));
                SideSearch whole = SideSearch.ofTarget(plan, target, TwoSystems.AS_OF, spill, Progress.NONE);
                SideSearch search = SideSearch.ofTarget(plan, target, TwoSystems.AS_OF, spill, Progress.NONE)) {
            whole.distrustKeys();
            Set<String> texts = new TreeSet<>(List.of("1", "1#", "1#24", "2", "1#23#", "\\new:7#23"));
            for (Sighting seen : whole.find(new Sought(Map.of(Column.JOB, Set.of("1"))))) {
                texts.add(seen.text(Column.REFERENCE));
            }
            assertThat(texts).hasSizeGreaterThan(hard.size());
            for (String text : texts) {
                for (Column column : List.of(Column.REFERENCE, Column.JOB)) {
                    Sought sought = new Sought(Map.of(column, Set.of(text)));
                    assertThat(search.find(sought))
                            .as("%s %s", column, text)
                            .containsExactlyInAnyOrderElementsOf(whole.find(sought));
                    assertThat(search.isWhole()).as("asked by key").isFalse();
                }
            }
        }
    }

    @Test
    void explainTakesAReferenceAsAReportTellsIt() {
        folder.bothHold(visit("1", "23", MORNING));
        folder.legacyHolds(visit("12", "3", NOON));
        assertThat(folder.exceptions()).containsExactly("MISSING appointments 12#3 UNEXPLAINED");

        StringWriter out = new StringWriter();
        assertThat(Exits.execute(
                        new CommandLine(new Auditor()).setOut(new PrintWriter(out, true)),
                        "explain",
                        path.toString(),
                        "12#3"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("appointment 12#3").doesNotContain("1#23");
    }

    @Test
    void aSealOfRecordsThatWereKnownByOtherColumnsIsUnknown() throws Exception {
        folder.plan()
                .replacing(
                        "source: { csv: legacy.csv, charset: UTF-8 }",
                        "source: { connection: legacy, query: source.sql }")
                .replacing(
                        "connections:\n",
                        "connections:\n  legacy: { url: \"jdbc:h2:file:${plan}/target\", user: sa }\n")
                .replacing("    census: { csv: census.csv, charset: UTF-8 }\n", "")
                .with("source.sql", "SELECT population, job, visit, property, starts_at, priority FROM held");
        folder.write();
        seal();
        assertThat(sealed()).isEmpty();

        folder.plan().replacing("jobs: [job]", "jobs: [job, visit]").replacing("[job, visit], jobs", "[job], jobs");

        assertThat(sealed())
                .singleElement()
                .asString()
                .contains(
                        "was taken of records that were known by other columns: put key: of plan.yaml back as the last line of");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[job, visit], jobs | [job, property], jobs | was taken of records that were known by other columns: put key:",
                "legacy.csv, charset: UTF-8 | legacy.csv, charset: windows-1252 | was taken when plan.yaml read its files otherwise",
                "legacy.csv, charset: UTF-8 | legacy.csv, columns: { priority: property } | was taken when plan.yaml read its files otherwise",
                "census.csv, charset: UTF-8 | census.csv, delimiter: ';' | was taken when plan.yaml read its files otherwise",
            })
    void aSealOfFilesThatThePlanReadOtherwiseIsUnknown(String then, String now, String told) throws Exception {
        folder.bothHold(job("100")).bothHold(visit("100", "1", "2026-10-20 08:00"));
        folder.write();
        seal();
        assertThat(sealed()).isEmpty();

        folder.plan().replacing(then, now);
        assertThat(sealed()).singleElement().asString().contains(told, "or run 'seal' again while legacy can be read");

        folder.plan().replacing(now, then);
        assertThat(sealed()).isEmpty();
    }

    private void seal() throws Exception {
        Plan plan = folder.read();
        Seal.take(plan, plan.reconciliations().getFirst(), TwoSystems.AS_OF, TwoSystems.AS_OF, Progress.NONE);
    }

    private List<String> sealed() {
        Plan plan = folder.read();
        try (Result result = Reconciliation.run(
                plan,
                plan.reconciliations().getFirst(),
                Reconciliation.Legacy.SEALED,
                TwoSystems.AS_OF,
                path.resolve(".rollcall"),
                Progress.NONE)) {
            assertThat(result.findings().count()).isZero();
            return result.header().unknowns();
        }
    }
}
