package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;
import static rollcall.reconciler.finding.Population.JOBS;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.RunHeader.Settled;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.history.RecordKey;
import rollcall.reconciler.history.RunHistory;
import rollcall.reconciler.plan.SettlingTime;
import rollcall.reconciler.report.ConsoleReport;
import rollcall.reconciler.report.Contacts;
import rollcall.reconciler.report.HtmlReport;
import rollcall.reconciler.report.JsonReport;
import rollcall.reconciler.report.NightReport;
import rollcall.reconciler.settle.Settling;

/** Differences are left to settle: what moves between the readings dissolves, what does not is told. */
class SettleTest {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private final TwoSides systems;
    private final List<Duration> waited = new ArrayList<>();

    SettleTest(@TempDir Path folder) {
        systems = new TwoSides(folder)
                .bothHold(aJob("100"))
                .bothHold(aJob("101"))
                .bothHold(anAppointment("900", "100"))
                .legacyHolds(anAppointment("901", "100").with("trade", "EL"));
    }

    private Result settle(Runnable meanwhile) {
        return systems.settle(new Settling(TWO_MINUTES, time -> {
            waited.add(time);
            meanwhile.run();
        }));
    }

    private static List<String> told(Result result) {
        return TwoSystems.findings(result).stream().map(TwoSystems::told).toList();
    }

    @Test
    void whatHasArrivedMeanwhileDissolvesAndLeavesNoTrace() throws IOException {
        try (Result result =
                settle(() -> systems.targetHolds(anAppointment("901", "100").with("trade", "EL")))) {
            assertThat(told(result)).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(result.header().settled()).contains(new Settled(TWO_MINUTES, 1, 1));
            assertThat(result.header().census()).isPresent();
            assertThat(TwoSystems.tally(result, APPOINTMENTS).matched()).isEqualTo(2);
        }
        assertThat(waited).containsExactly(TWO_MINUTES);
        assertThat(RunHistory.of(systems.work(), "legacy-against-new", Set.of(new RecordKey(APPOINTMENTS, "901")))
                        .changes())
                .isEmpty();
    }

    @Test
    void whatIsStillWrongIsToldAndTheReportsSayHowManyAreNot() throws IOException {
        systems.legacyHolds(anAppointment("902", "101"));
        try (Result result = settle(() -> systems.targetHolds(anAppointment("902", "101")))) {
            assertThat(told(result)).containsExactly("MISSING appointments 901 UNEXPLAINED");
            StringBuilder console = new StringBuilder();
            ConsoleReport.write(result.header(), result.findings(), console);
            assertThat(console).contains("Read again after 2 min: 1 of 2 exceptions had dissolved.");
            StringWriter json = new StringWriter();
            JsonReport.write(result.header(), result.findings(), json);
            assertThat(json.toString()).contains("\"settled\":{\"after\":\"PT2M\",\"first\":2,\"dissolved\":1}");
            StringWriter page = new StringWriter();
            HtmlReport.write(result.header(), result.findings(), Contacts.NONE, page);
            assertThat(page.toString()).contains("Read again after 2 min: 1 of 2 exceptions had dissolved.");
        }
    }

    @Test
    void aFaultThatHasChangedItsFaceIsTold() {
        try (Result result = settle(() -> systems.targetHolds(
                anAppointment("901", "100").with("trade", "EL").with("live", "false")))) {
            assertThat(told(result)).hasSize(1).first().asString().startsWith("INVISIBLE appointments 901");
            assertThat(result.header().settled()).contains(new Settled(TWO_MINUTES, 1, 0));
        }
    }

    @Test
    void aFaultThatPassesToAnotherRecordOfTheJobIsTold() {
        try (Result result = settle(() -> {
            systems.targetHolds(anAppointment("901", "100").with("trade", "EL"));
            systems.targetLoses("900");
        })) {
            assertThat(told(result)).containsExactly("MISSING appointments 900 UNEXPLAINED");
            assertThat(result.header().settled()).contains(new Settled(TWO_MINUTES, 1, 1));
        }
    }

    @Test
    void whatHasBegunToMoveSinceIsNotToldAndTheBooksBalanceWithoutIt() {
        try (Result result =
                settle(() -> systems.targetHolds(anAppointment("901", "100").with("trade", "EL"))
                        .legacyHolds(aJob("103"))
                        .legacyHolds(anAppointment("903", "103")))) {
            assertThat(told(result)).isEmpty();
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.tally(result, JOBS).source()).isEqualTo(2);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).remainder()).isZero();
        }
    }

    /** Another booking, which nobody doubted, may be what is in the way; so all are read again, and what sets out is told. */
    @ParameterizedTest
    @CsvSource({"operative,7,8", "booked_slot,S1,S2"})
    void whereADiaryWasWrongTheSecondReadingCountsOfEveryRecord(String column, String one, String other) {
        for (String reference : List.of("910", "911")) {
            ComparableRow visit = anAppointment(reference, reference.replace('9', '1'));
            systems.bothHold(aJob(visit.value("job")))
                    .legacyHolds(visit)
                    .targetHolds(visit.with(column, one).with("capacity", "1"));
        }
        try (Result result = settle(() -> {
            systems.targetHolds(anAppointment("901", "100").with("trade", "EL"))
                    .legacyHolds(anAppointment("904", "101"));
            systems.targetChanges("911", Map.of(column, other));
        })) {
            assertThat(told(result)).containsExactly("MISSING appointments 904 UNEXPLAINED");
            assertThat(result.header().settled()).contains(new Settled(TWO_MINUTES, 2, 2));
            assertThat(TwoSystems.tally(result, APPOINTMENTS).source()).isEqualTo(5);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).remainder()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,0"})
    void whereVeryManyAreHeldBackTheSecondReadingCountsOfEveryRecord(long mostByKey, int told) {
        systems.bothHold(aJob("103")).legacyHolds(anAppointment("902", "101"));
        Settling settling = new Settling(
                TWO_MINUTES,
                time -> systems.targetHolds(anAppointment("901", "100").with("trade", "EL"))
                        .targetHolds(anAppointment("902", "101"))
                        .legacyHolds(anAppointment("904", "103")),
                mostByKey);
        try (Result result = systems.settle(settling)) {
            assertThat(told(result)).hasSize(told).allMatch("MISSING appointments 904 UNEXPLAINED"::equals);
            assertThat(result.header().settled()).contains(new Settled(TWO_MINUTES, 2, 2));
            assertThat(TwoSystems.tally(result, APPOINTMENTS).source()).isEqualTo(3 + told);
            assertThat(result.header().unknowns()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "legacy, 100 101 900 901",
        "legacy, 900 901",
        "the new system, 100 101 900",
        "the new system, 900",
        "the census, 900 901"
    })
    void aSideThatHasLostItsRowsSinceSettlesNothing(String side, String lost) {
        try (Result result = settle(() -> List.of(lost.split(" ")).forEach(it -> lose(side, it)))) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .anyMatch(it -> it.startsWith("read again to let differences settle: " + side + " had "));
            assertThat(told(result)).containsExactly("MISSING appointments 901 UNEXPLAINED");
            assertThat(result.header().settled()).isEmpty();
        }
    }

    /** One side alone: what legacy loses the census still counts. */
    private void lose(String side, String reference) {
        String population = reference.startsWith("9") ? "appointments" : "jobs";
        switch (side) {
            case "legacy" -> systems.legacyLoses(reference).censusCounts(population, reference);
            case "the new system" -> systems.targetLoses(reference);
            default -> systems.doesNotCount(population, reference);
        }
    }

    @Test
    void aRowSupersededMeanwhileByOneThatIsNotThereIsNotSettled() {
        try (Result result =
                settle(() -> systems.legacyChanges("901", Map.of("superseded_by", "999", "live", "false")))) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void whereNothingDiffersNobodyWaits() {
        systems.targetHolds(anAppointment("901", "100").with("trade", "EL"));
        try (Result result = settle(() -> {})) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(result.header().settled()).isEmpty();
        }
        assertThat(waited).isEmpty();
    }

    @Test
    void aRecordThatIsGoneFromBothSidesMeanwhileDissolves() {
        try (Result result = settle(() -> systems.legacyLoses("901"))) {
            assertThat(told(result)).isEmpty();
            assertThat(result.header().unknowns()).isEmpty();
        }
    }

    /** The row was in doubt under the reference that it had, and the record that it doubles now was not. */
    @Test
    void aRowThatIsGivenAReferenceThatAnotherHasIsADuplicate() {
        systems.bothHold(anAppointment("910", "101"));
        systems.targetHolds(anAppointment("999", "100").with("trade", "GS").with("target_id", "77"));
        try (Result result = settle(() -> systems.targetChanges("999", Map.of("reference", "910", "job", "101")))) {
            assertThat(told(result))
                    .containsExactlyInAnyOrder(
                            "MISSING appointments 901 UNEXPLAINED", "DUPLICATED appointments 910 UNEXPLAINED");
            assertThat(result.header().settled()).contains(new Settled(TWO_MINUTES, 2, 1));
        }
    }

    @Test
    void theRecordWhoseRowHasBeenGivenToAnotherIsMissing() {
        systems.bothHold(aJob("102")).bothHold(anAppointment("910", "102"));
        try (Result result = settle(() -> systems.targetChanges(
                "910", Map.of("reference", "901", "job", "100", "trade", "EL", "property", "P100")))) {
            assertThat(told(result)).containsExactly("MISSING appointments 910 UNEXPLAINED");
        }
    }

    @Test
    void whatSomebodyHasAcceptedUnderTheFaceThatItHasNowHasNotDissolved() {
        systems.accepts(APPOINTMENTS, "901", ExceptionClass.DIFFERENT);
        systems.legacyHolds(anAppointment("902", "101"));
        try (Result result = settle(() -> systems.targetHolds(
                        anAppointment("901", "100").with("trade", "EL").with("slot", "PM"))
                .targetHolds(anAppointment("902", "101")))) {
            assertThat(told(result)).isEmpty();
            assertThat(result.header().settled()).contains(new Settled(TWO_MINUTES, 2, 1));
            assertThat(TwoSystems.tally(result, APPOINTMENTS).accepted()).isEqualTo(1);
        }
    }

    @Test
    void whereADiaryIsWrongOfARecordThatDiffersAllAreReadAgainToo() {
        for (String reference : List.of("910", "911")) {
            ComparableRow visit = anAppointment(reference, reference.replace('9', '1'));
            systems.bothHold(aJob(visit.value("job")))
                    .legacyHolds(visit)
                    .targetHolds(visit.with("operative", "7").with("priority", "4"));
        }
        try (Result result = settle(() -> systems.targetChanges("910", Map.of("priority", "3"))
                .targetChanges("911", Map.of("priority", "3", "operative", "8"))
                .targetHolds(anAppointment("901", "100").with("trade", "EL"))
                .legacyHolds(anAppointment("904", "101")))) {
            assertThat(told(result)).containsExactly("MISSING appointments 904 UNEXPLAINED");
        }
    }

    @Test
    void whereAJobIsWrongInItselfOnlyWhatIsInDoubtIsReadAgain() {
        Map<String, String> late = Map.of("raised", "2026-10-10T08:00", "target_date", "2026-10-01T00:00");
        systems.bothHold(aJob("105")).legacyChanges("105", late).targetChanges("105", late);
        try (Result result =
                settle(() -> systems.targetHolds(anAppointment("901", "100").with("trade", "EL"))
                        .legacyHolds(anAppointment("904", "101")))) {
            assertThat(told(result)).containsExactly("INCONSISTENT jobs 105 TARGET_BEFORE_RAISED");
        }
    }

    @Test
    void whatChangesMeanwhileOfARecordThatNobodyDoubtedIsNotTold() {
        systems.bothHold(anAppointment("910", "101"));
        try (Result result = settle(() -> systems.targetChanges("910", Map.of("slot", "PM")))) {
            assertThat(told(result)).containsExactly("MISSING appointments 901 UNEXPLAINED");
        }
    }

    @Test
    void aFaultThatPassesToTheJobItselfIsTold() {
        try (Result result =
                settle(() -> systems.targetHolds(anAppointment("901", "100").with("trade", "EL"))
                        .targetLoses("100"))) {
            assertThat(told(result)).contains("MISSING jobs 100 UNEXPLAINED");
        }
    }

    @Test
    void aFaultThatPassesFromAJobWithoutAJobsOwnReferenceToItsVisitIsTold() {
        systems.legacyHolds(aJob("105").with("job", "")).bothHold(anAppointment("905", "105"));
        try (Result result = settle(() -> systems.targetHolds(aJob("105").with("job", ""))
                .targetHolds(anAppointment("901", "100").with("trade", "EL"))
                .targetLoses("905"))) {
            assertThat(told(result)).containsExactly("MISSING appointments 905 UNEXPLAINED");
        }
    }

    @Test
    void aVisitOfNoJobThatHasArrivedIsTheJobsLackOnly() {
        systems.legacyHolds(anAppointment("905", "").with("property", "P105"));
        try (Result result =
                settle(() -> systems.targetHolds(anAppointment("905", "").with("property", "P105")))) {
            assertThat(told(result))
                    .containsExactly(
                            "MISSING appointments 901 UNEXPLAINED", "INCONSISTENT appointments 905 JOB_NOT_THERE");
        }
    }

    /** The row under the reference that was cut goes, and another one comes under the whole one. */
    @Test
    void aReferenceThatWasCutAndIsKeyedAgainIsNoLongerTold() {
        ComparableRow visit = anAppointment("951310", "").with("property", "P105");
        systems.legacyHolds(visit).targetHolds(visit.with("reference", "95131"));
        try (Result result = settle(() -> systems.targetLoses("95131").targetHolds(visit))) {
            assertThat(told(result))
                    .containsExactly(
                            "MISSING appointments 901 UNEXPLAINED", "INCONSISTENT appointments 951310 JOB_NOT_THERE");
        }
    }

    @Test
    void whatHasTakenThePlaceOfARecordInDoubtIsReadAgainToo() {
        try (Result result = settle(
                () -> systems.legacyChanges("901", Map.of("superseded_by", "905", "live", "false", "kind", "rebooked"))
                        .bothHold(anAppointment("905", "101")))) {
            assertThat(told(result)).isEmpty();
            assertThat(result.header().unknowns()).isEmpty();
        }
    }

    @Test
    void whatHasTakenThePlaceOfARecordInDoubtAndIsNotThereIsTold() {
        try (Result result = settle(
                () -> systems.legacyChanges("901", Map.of("superseded_by", "905", "live", "false", "kind", "rebooked"))
                        .legacyHolds(anAppointment("905", "101")))) {
            assertThat(told(result)).singleElement().asString().startsWith("MISSING appointments 905 ");
        }
    }

    @Test
    void theLedgerIsHeldAgainstWhatWasReadAgain() {
        systems.ledgerSays("appointments", "901", "LOADED", "", "id-901");
        for (String reference : List.of("100", "101")) {
            systems.ledgerSays("jobs", reference, "LOADED", "", "id-" + reference);
        }
        systems.ledgerSays("appointments", "900", "LOADED", "", "id-900");
        try (Result result = settle(() -> systems.targetHolds(
                anAppointment("901", "100").with("trade", "EL").with("target_id", "id-77")))) {
            assertThat(told(result)).singleElement().asString().startsWith("CLAIM appointments 901");
        }
    }

    @Test
    void itIsWaitedByTheClock() {
        Duration after = Duration.ofMillis(20);
        try (Result result = systems.settle(Settling.of(after))) {
            assertThat(result.header().settled()).contains(new Settled(after, 1, 0));
        }
    }

    @Test
    void aBlankReferenceThatComesMeanwhileToAJobInDoubtIsCountedOnBothLegs() {
        try (Result result =
                settle(() -> systems.legacyHolds(blank(1).with("kind", "closed").with("live", "false")))) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.tally(result, APPOINTMENTS).excluded()).isEqualTo(1);
        }
    }

    @Test
    void blankReferencesThatNobodyDoubtedAreThoseOfTheFirstReading() {
        systems.legacyHolds(blank(1).with("job", "101").with("kind", "closed").with("live", "false"));
        try (Result result = settle(() -> systems.legacyLoses(""))) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.tally(result, APPOINTMENTS).excluded()).isEqualTo(1);
        }
    }

    private static ComparableRow blank(int property) {
        return anAppointment("", "100").with("property", "P" + property).with("trade", "EL");
    }

    @Test
    void aBlankReferenceThatIsFilledMeanwhileDissolvesAndTheOthersStay() {
        systems.legacyLoses("901").legacyHolds(blank(1)).legacyHolds(blank(2));
        try (Result result = settle(() -> systems.legacyLoses("")
                .bothHold(blank(1).with("reference", "901"))
                .legacyHolds(blank(2)))) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.findings(result))
                    .singleElement()
                    .satisfies(it -> assertThat(it.property()).isEqualTo("P2"));
            assertThat(result.header().settled()).contains(new Settled(TWO_MINUTES, 2, 1));
        }
    }

    /** One that is not to be moved, of a job with another exception, goes meanwhile: the census is that of the same reading. */
    @Test
    void whereOneBlankReferenceIsInDoubtAllAreReadAgainWithTheirCensus() {
        systems.legacyHolds(blank(1).with("kind", "closed").with("live", "false"));
        try (Result result = settle(() -> systems.legacyLoses(""))) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(told(result)).containsExactly("MISSING appointments 901 UNEXPLAINED");
        }
    }

    @Test
    void theMailOfTheNightTellsItInBothItsForms() throws IOException {
        try (Result result =
                settle(() -> systems.targetHolds(anAppointment("901", "100").with("trade", "EL")))) {
            NightReport night = new NightReport();
            night.add(result.header(), result.findings(), List.of(), List.of());
            String told = "Read again after 2 min: 1 of 1 exceptions had dissolved.";
            assertThat(night.html()).contains(told);
            assertThat(night.text().replaceAll("\\s+", " ")).contains(told);
        }
    }

    @Test
    void aTimeIsSecondsMinutesOrHoursAndAtMostADay() {
        assertThat(SettlingTime.of("90s")).contains(Duration.ofSeconds(90));
        assertThat(SettlingTime.of("2m")).contains(TWO_MINUTES);
        assertThat(SettlingTime.of("24h")).contains(Duration.ofDays(1));
        assertThat(List.of("25h", "0s", "2", "m", "-2m", "2 m", "", "2M"))
                .allSatisfy(it -> assertThat(SettlingTime.of(it)).as(it).isEmpty());
    }
}
