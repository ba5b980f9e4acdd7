package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.explain.Answer;
import rollcall.reconciler.explain.Life;
import rollcall.reconciler.explain.Life.Standing;
import rollcall.reconciler.explain.Search;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.LedgerPlan;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.report.ExplainJson;
import rollcall.reconciler.report.ExplainPage;

/** One record's life on both sides, as the page tells it. */
class ExplainTest {
    private static final String SOURCE = """
            -- What legacy holds; a comment may stand anywhere.
            WITH there AS (SELECT * FROM held)
            SELECT * FROM there
            ORDER BY reference -- which nobody relies on
            """;
    private static final LocalDateTime NIGHT = LocalDateTime.of(2026, 10, 19, 2, 0);

    private final TwoSystems systems;

    ExplainTest(@TempDir Path folder) {
        systems = new TwoSystems(folder)
                .codes("priority", Map.of("U", "3", "3", "3"))
                .bothHold(aJob("01550001").with("uprn", "100023"))
                .bothHold(aJob("01550009"))
                .bothHold(anAppointment("2010", "01550009"))
                .changed(this::withLedgerOfRuns);
        for (String sql : LEDGER.split(";")) {
            TwoSystems.execute(systems.target, sql);
        }
        run(1, "migrate", "2026-10-16 18:00", "null");
        loaded(1, "jobs", "01550001", "id-01550001");
        loaded(1, "jobs", "01550009", "id-01550009");
        loaded(1, "appointments", "2010", "id-2010");
    }

    private static final String LEDGER = """
            drop table rollcall.balance;
            create table rollcall.run (run_id bigint primary key, kind varchar(20), started timestamp, as_of timestamp,
                undoes bigint);
            create table rollcall.debit (population varchar(20), reference varchar(64), occurrence int, run_id bigint,
                recorded timestamp);
            create table rollcall.credit (population varchar(20), reference varchar(64), occurrence int, run_id bigint,
                credited_by_run bigint, outcome varchar(20), action varchar(20), detail varchar(1000),
                target_id varchar(40), recorded timestamp);
            create table rollcall.reason (population varchar(20), reference varchar(64), occurrence int, run_id bigint,
                number int, rule varchar(40), column_name varchar(64), words varchar(1000));
            create table rollcall.correction (population varchar(20), reference varchar(64), occurrence int,
                run_id bigint, column_name varchar(64));
            create view rollcall.balance as select d.population, d.reference, c.outcome, c.detail, c.target_id
              from rollcall.debit d left join rollcall.credit c on c.population = d.population
               and c.reference = d.reference and c.run_id = d.run_id
             where not exists (select 1 from rollcall.debit later where later.population = d.population
                               and later.reference = d.reference and later.run_id > d.run_id)
            """;

    private ReconciliationPlan withLedgerOfRuns(ReconciliationPlan it) {
        return new ReconciliationPlan(
                it.name(),
                systems.query(systems.legacy, "source.sql", SOURCE),
                it.target(),
                it.census(),
                it.contact(),
                Optional.of(new LedgerPlan(systems.target, "rollcall")));
    }

    private void run(long run, String kind, String asOf, String undoes) {
        TwoSystems.execute(
                systems.target,
                "insert into rollcall.run values (%d, '%s', '%s', '%3$s', %s)".formatted(run, kind, asOf, undoes));
    }

    private void debit(long run, String population, String reference) {
        TwoSystems.execute(
                systems.target,
                "insert into rollcall.debit values ('%s', '%s', 1, %d, '2026-10-16 18:0%3$d')"
                        .formatted(population, reference, run));
    }

    private void credit(
            long run, String population, String reference, String outcome, String action, String detail, String id) {
        TwoSystems.execute(
                systems.target,
                "insert into rollcall.credit values ('%s', '%s', 1, %d, %3$d, '%s', '%s', %s, %s, '2026-10-16 18:3%3$d')"
                        .formatted(
                                population,
                                reference,
                                run,
                                outcome,
                                action,
                                detail.isEmpty() ? "null" : "'" + detail.replace("'", "''") + "'",
                                id.isEmpty() ? "null" : "'" + id + "'"));
    }

    private void loaded(long run, String population, String reference, String id) {
        debit(run, population, reference);
        credit(run, population, reference, "LOADED", "ADDED", "", id);
    }

    private Plan plan() {
        return systems.plan();
    }

    private void reconcile(LocalDateTime asOf) {
        Plan plan = plan();
        try (Result result =
                Reconciliation.run(plan, plan.reconciliations().getFirst(), asOf, systems.work(), Progress.NONE)) {
            assertThat(result.header().unknowns()).isEmpty();
        }
    }

    private Answer explain(String asked) {
        Plan plan = plan();
        try {
            return Search.find(
                    plan, plan.reconciliations(), asked, false, TwoSystems.AS_OF, systems.work(), Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page(Answer answer) {
        StringBuilder page = new StringBuilder();
        try {
            ExplainPage.write(answer, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(page.toString().lines())
                .allSatisfy(it -> assertThat(it.length()).isLessThanOrEqualTo(80));
        return page.toString().replace(System.lineSeparator(), "\n");
    }

    private static void isTold(Answer answer, String file) throws IOException {
        try (var in = ExplainTest.class.getResourceAsStream("explain/" + file)) {
            String golden = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(page(answer)).as(file).isEqualTo(golden);
        }
    }

    private static List<Standing> standings(Answer answer) {
        return answer.lives().stream().map(Life::standing).toList();
    }

    private static ComparableRow visit(String reference) {
        return anAppointment(reference, "01550001")
                .with("uprn", "100023")
                .with("priority", "U")
                .with("raised", "2026-10-01T09:15")
                .with("target_date", "2026-10-30T17:00")
                .with("alerts", "DA");
    }

    @Test
    void aLoadedAppointmentIsToldFromLegacyToTheNewSystem() throws IOException {
        systems.legacyHolds(visit("2011"))
                .targetHolds(visit("2011").with("priority", "3").with("operative", "Op Name"));
        loaded(1, "appointments", "2011", "id-2011");
        reconcile(NIGHT);
        isTold(explain("2011"), "loaded.txt");
    }

    @Test
    void aRejectedOneThatWasCorrectedAndReplayedIsToldWithItsReasonsAndItsNights() throws IOException {
        systems.legacyHolds(visit("2012").with("trade", "D33"));
        debit(1, "appointments", "2012");
        credit(1, "appointments", "2012", "REJECTED", "NONE", "trade 'D33' has no new code in codes/trade.csv", "");
        TwoSystems.execute(
                systems.target,
                "insert into rollcall.reason values ('appointments', '2012', 1, 1, 1, 'TRADE', 'trade',"
                        + " 'trade ''D33'' has no new code in codes/trade.csv')");
        reconcile(NIGHT);
        run(2, "replay", "2026-10-16 18:00", "null");
        loaded(2, "appointments", "2012", "id-2012");
        TwoSystems.execute(
                systems.target, "insert into rollcall.correction values ('appointments', '2012', 1, 2, 'trade')");
        systems.targetHolds(visit("2012").with("trade", "PL").with("priority", "3"));
        reconcile(NIGHT.plusDays(1));
        TwoSystems.execute(systems.legacy, "update held set trade = 'PL' where reference = '2012'");
        reconcile(NIGHT.plusDays(2));
        isTold(explain("2012"), "replayed.txt");
    }

    @Test
    void aChainOfRebookedVisitsIsOneLife() throws IOException {
        systems.legacyHolds(superseded("2013", "2015", "2026-10-05"))
                .legacyHolds(superseded("2014", "2015", "2026-10-12"))
                .bothHold(visit("2015").with("priority", "3"));
        loaded(1, "appointments", "2015", "id-2015");
        debit(1, "appointments", "2013");
        credit(1, "appointments", "2013", "SUPERSEDED", "NONE", "by 2015", "");
        debit(1, "appointments", "2014");
        credit(1, "appointments", "2014", "SUPERSEDED", "NONE", "by 2015", "");
        reconcile(NIGHT);
        isTold(explain("2013"), "superseded.txt");
        assertThat(page(explain("2015")).lines().skip(1))
                .containsExactlyElementsOf(page(explain("2014")).lines().skip(1).toList());
    }

    @Test
    void aLongChainOfRebookingsIsFollowedBothWaysThoughNoTwoShareAJob() {
        List<String> chain =
                IntStream.rangeClosed(3001, 3012).mapToObj(Integer::toString).toList();
        for (int i = 0; i < 12; i++) {
            String job = "015600%02d".formatted(i);
            systems.bothHold(aJob(job));
            if (i < 11) {
                systems.legacyHolds(superseded(chain.get(i), chain.get(i + 1), "2026-09-%02d".formatted(i + 1))
                        .with("job", job));
            } else {
                systems.bothHold(visit(chain.get(i)).with("priority", "3").with("job", job));
            }
        }

        for (String asked : List.of("3001", "3006", "3012")) {
            Answer answer = explain(asked);
            assertThat(answer.unknowns()).as(asked).isEmpty();
            assertThat(answer.lives().getFirst().reference()).isEqualTo("3012");
            assertThat(answer.lives().getFirst().legacy().stream()
                            .map(it -> it.key().reference()))
                    .as(asked)
                    .containsExactlyElementsOf(chain);
        }
    }

    private static ComparableRow superseded(String reference, String by, String day) {
        return visit(reference)
                .with("kind", "rebooked")
                .with("live", "false")
                .with("superseded_by", by)
                .with("starts_at", day + "T08:00")
                .with("ends_at", day + "T12:00");
    }

    @Test
    void anUndoneLoadIsToldWithTheRunThatTookItOut() throws IOException {
        systems.legacyHolds(visit("2016"));
        loaded(1, "appointments", "2016", "id-2016");
        run(2, "undo", "2026-10-16 18:00", "1");
        debit(2, "appointments", "2016");
        credit(2, "appointments", "2016", "EXCLUDED", "REMOVED", "undone: run 1", "");
        reconcile(NIGHT);
        isTold(explain("2016"), "undone.txt");
    }

    @Test
    void oneThatWasCancelledAfterGoLiveIsOpenSinceThatNight() throws IOException {
        systems.bothHold(visit("2017").with("priority", "3"));
        loaded(1, "appointments", "2017", "id-2017");
        reconcile(NIGHT);
        TwoSystems.execute(systems.target, "update held set live = false, status = '30' where reference = '2017'");
        reconcile(NIGHT.plusDays(1));
        reconcile(NIGHT.plusDays(2));
        isTold(explain("2017"), "cancelled.txt");
    }

    @Test
    void oneWhoseReferenceWasCutIsFoundUnderTheOther() throws IOException {
        systems.legacyHolds(visit("00002018"))
                .targetHolds(visit("2018").with("priority", "3").with("target_id", "77"));
        loaded(1, "appointments", "00002018", "77");
        reconcile(NIGHT);
        isTold(explain("00002018"), "changed-key.txt");
    }

    @Test
    void aUprnTellsItsJobsAndTheirAppointments() throws IOException {
        systems.bothHold(aJob("01550002").with("uprn", "100023"))
                .bothHold(visit("2019").with("priority", "3"))
                .bothHold(aJob("01550003").with("uprn", "100099"));
        loaded(1, "jobs", "01550002", "id-01550002");
        loaded(1, "jobs", "01550003", "id-01550003");
        loaded(1, "appointments", "2019", "id-2019");
        reconcile(NIGHT);
        Answer answer = explain("100023");
        assertThat(answer.lives().stream().map(Life::reference)).containsExactly("01550001", "01550002", "2019");
        isTold(answer, "uprn.txt");
    }

    @Test
    void aWordThatNothingKnowsIsFoundNowhere() throws IOException {
        reconcile(NIGHT);
        isTold(explain("99999"), "unknown.txt");
    }

    @Test
    void aJobTellsItsAppointmentsAndAnIdOfTheNewSystemItsRecord() {
        systems.bothHold(visit("2020").with("priority", "3"));
        loaded(1, "appointments", "2020", "id-2020");
        reconcile(NIGHT);
        assertThat(explain("01550001").lives().stream().map(Life::reference)).containsExactly("01550001", "2020");
        assertThat(explain("id-2020").lives().stream().map(Life::reference)).startsWith("2020");
        assertThat(explain("new:id-2020").lives().stream().map(Life::reference)).startsWith("2020");
        TwoSystems.execute(systems.target, "delete from held where reference = '2020'");
        assertThat(explain("id-2020").lives().getFirst().standing())
                .as("known by the ledger alone")
                .isEqualTo(Standing.NOT_TOLD_YET);
    }

    @Test
    void whatNoRunHasComparedIsUnknownAndWhatIsLostSinceIsToldAllTheSame() {
        systems.bothHold(visit("2021").with("priority", "3"));
        loaded(1, "appointments", "2021", "id-2021");
        assertThat(standings(explain("2021"))).containsOnly(Standing.NEVER_COMPARED);
        reconcile(NIGHT);
        assertThat(standings(explain("2021"))).containsOnly(Standing.CLEAR);
        TwoSystems.execute(systems.target, "update held set visible = false where reference = '2021'");
        assertThat(explain("2021").lives().getFirst().standing()).isEqualTo(Standing.NOT_TOLD_YET);
    }

    @Test
    void whatSomebodyHasAcceptedByNameIsNotLost() {
        systems.legacyHolds(visit("2022"))
                .accepts(APPOINTMENTS, "2022", ExceptionClass.MISSING, Optional.of(LocalDate.of(2026, 10, 16)));
        reconcile(TwoSystems.AS_OF);
        assertThat(explain("2022").lives().getFirst().standing()).isEqualTo(Standing.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT * FROM held;", "SELECT * FROM held -- the end", "(SELECT * FROM held)"})
    void aQueryThatTakesNoConditionIsReadWhole(String sql) {
        systems.bothHold(visit("2023").with("priority", "3"));
        SidePlan whole = systems.query(systems.legacy, "source.sql", sql);
        systems.changed(it ->
                new ReconciliationPlan(it.name(), whole, it.target(), it.census(), it.contact(), Optional.empty()));
        reconcile(NIGHT);
        assertThat(explain("2023").lives().getFirst().legacy()).hasSize(1);
        assertThat(explain("2023").unknowns()).isEmpty();
    }

    @Test
    void aReferenceThatTheDatabaseComparesWithItsPaddingIsFoundAllTheSame() {
        systems.bothHold(visit("2024").with("priority", "3"));
        TwoSystems.execute(
                systems.legacy, "update held set reference = '2024   ', job = '01550001   ' where reference = '2024'");
        assertThat(explain("2024").lives().getFirst().legacy()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100023", "01550001"})
    void whatAHomeOrAJobHasLostIsToldAlsoWhereTheDatabaseComparesItWithItsPadding(String asked) {
        systems.bothHold(visit("2029").with("priority", "3"))
                .legacyHolds(visit("2030"))
                .legacyHolds(aJob("01550004").with("uprn", "100023"));
        TwoSystems.execute(
                systems.legacy, "update held set uprn = '100023  ', job = '01550001  ' where reference = '2030'");
        TwoSystems.execute(systems.legacy, "update held set uprn = '100023  ' where reference = '01550004'");
        List<String> all = asked.equals("100023")
                ? List.of("01550001", "01550004", "2029", "2030")
                : List.of("01550001", "2029", "2030");
        assertThat(explain(asked).lives().stream().map(Life::reference)).containsExactlyElementsOf(all);
    }

    @Test
    void aCensusWhoseKeysArePaddedCountsAllTheSame() {
        systems.bothHold(visit("2031").with("priority", "3"));
        TwoSystems.execute(systems.legacy, "update census set reference = '2031   ' where reference = '2031'");
        assertThat(explain("2031").lives().getFirst().counted()).hasValue(1);
    }

    @Test
    void ofRebookingsThatCannotBeFollowedToTheirEndThatIsTold() {
        for (int i = 101; i <= 140; i++) {
            systems.legacyHolds(superseded("3" + i, "3" + (i + 1), "2026-10-05").with("job", ""));
        }
        systems.bothHold(visit("3141").with("priority", "3"));
        Answer answer = explain("3101");
        assertThat(answer.unknowns()).hasSize(1).first().asString().contains("\"3101\"");
        assertThat(explain("3120").unknowns())
                .as("from its middle it is not as far")
                .isEmpty();
    }

    @Test
    void aSideThatCannotBeReadIsToldAndTheOtherAllTheSame() {
        systems.bothHold(visit("2025").with("priority", "3"));
        reconcile(NIGHT);
        TwoSystems.execute(systems.target, "drop table held");
        Answer answer = explain("2025");
        assertThat(answer.unknowns()).hasSize(1).first().asString().startsWith("reconcile/target.sql");
        Life life = answer.lives().getFirst();
        assertThat(life.legacy()).hasSize(1);
        assertThat(life.isTargetKnown()).isFalse();
        assertThat(page(answer)).contains("could not be read");
    }

    @Test
    void aWordThatWasNotFoundIsNotSaidToBeNowhereWhereASideCouldNotBeRead() {
        TwoSystems.execute(systems.target, "drop table held");
        assertThat(page(explain("99999")))
                .contains("Not found in what could be read: neither as a job's")
                .doesNotContain("nowhere");
    }

    @Test
    void anOlderLedgerTellsWhatItHas() {
        systems.bothHold(visit("2026").with("priority", "3"));
        TwoSystems.execute(systems.target, "drop view rollcall.balance");
        for (String table : List.of("run", "debit", "credit", "reason", "correction")) {
            TwoSystems.execute(systems.target, "drop table rollcall." + table);
        }
        TwoSystems.execute(
                systems.target,
                "create table rollcall.balance as select 'appointments' population, '2026' reference,"
                        + " 'REJECTED' outcome, 'no property' detail, cast(null as varchar) target_id");
        assertThat(page(explain("2026"))).contains("In the migration's ledger\n      rejected; no property\n");
    }

    @Test
    void neitherNamesNorFreeTextNorATerminalsCommandsComeOut() {
        systems.bothHold(visit("2027")
                .with("priority", "3")
                .with("description", "Mrs Example, ring 07700 900123")
                .with("operative", "Sam Example")
                .with("contractor", "\u001b[2J\u202eH01"));
        debit(1, "appointments", "2027");
        credit(1, "appointments", "2027", "REJECTED", "NONE", "phone 'Mrs Example 07700 900123' is not a number", "");
        Answer answer = explain("2027");
        StringWriter json = new StringWriter();
        ExplainJson.write(answer, json);
        String page = page(answer);
        assertThat(page + json).doesNotContain("Example", "07700", "\u001b", "\u202e");
        assertThat(page).contains("contractor \\u001b[2J\\u202eH01", "an operative is given");
        assertThat(json.toString()).contains("\"reference\":\"2027\"", "\"operative\":\"true\"", "\"standing\":");
    }

    @Test
    void aFileOfTheHistoryThatCannotBeReadStandsAsideAndIsToldEachTime() throws IOException {
        systems.legacyHolds(visit("2028"));
        reconcile(NIGHT);
        Path changes = systems.work().resolve("history/legacy-against-new");
        Path file = Files.list(changes).findFirst().orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        for (int time = 0; time < 2; time++) {
            Answer answer = explain("2028");
            assertThat(answer.notes()).hasSize(1).first().asString().startsWith("What 1 of the former runs changed");
            assertThat(answer.lives().getFirst().standing()).isEqualTo(Standing.OPEN);
        }
        try (var left = Files.list(changes)) {
            assertThat(left.map(it -> it.getFileName().toString()).collect(Collectors.toSet()))
                    .isEqualTo(Set.of(file.getFileName() + ".unreadable"));
        }
    }
}
