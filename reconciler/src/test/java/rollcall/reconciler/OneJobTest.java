package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.side.Column;

/** Several appointments of one job, and of several jobs one after the other: what is said of one is said of no other. */
class OneJobTest {
    private final TwoSides systems;

    OneJobTest(@TempDir Path folder) {
        systems = new TwoSides(folder).bothHold(aJob("100")).bothHold(aJob("200"));
    }

    @Test
    void eachJobWithTwoForOneTradeIsToldItsOwnTwo() {
        for (String job : List.of("100", "200")) {
            for (String trade : List.of("EL", "PL")) {
                systems.bothHold(anAppointment(job + trade + 1, job).with("trade", trade))
                        .bothHold(anAppointment(job + trade + 2, job).with("trade", trade));
            }
        }

        assertThat(told())
                .containsExactlyInAnyOrder(
                        "INCONSISTENT appointments 100EL2 TWO_FOR_ONE_TRADE the other is 100EL1",
                        "INCONSISTENT appointments 100PL2 TWO_FOR_ONE_TRADE the other is 100PL1",
                        "INCONSISTENT appointments 200EL2 TWO_FOR_ONE_TRADE the other is 200EL1",
                        "INCONSISTENT appointments 200PL2 TWO_FOR_ONE_TRADE the other is 200PL1");
    }

    @Test
    void ofManyForOneTradeEachIsHeldAgainstTheOneBeforeIt() {
        for (String reference : List.of("901", "902", "903")) {
            systems.bothHold(anAppointment(reference, "100"));
        }

        assertThat(told())
                .containsExactly(
                        "INCONSISTENT appointments 902 TWO_FOR_ONE_TRADE the other is 901",
                        "INCONSISTENT appointments 903 TWO_FOR_ONE_TRADE the other is 902");
    }

    @Test
    void ofTwoTradesThatTheCodeTableMakesOneEachIsHeldAgainstItsOwn() {
        systems.codes("trade", Map.of("PL", "PL", "GS", "PL"));
        int reference = 901;
        for (String trade : List.of("PL", "GS", "PL", "PL", "GS")) {
            ComparableRow row =
                    anAppointment(String.valueOf(reference++), "100").with("trade", trade);
            systems.legacyHolds(row).targetHolds(row.with("trade", "PL"));
        }

        assertThat(told())
                .containsExactly(
                        "INCONSISTENT appointments 903 TWO_FOR_ONE_TRADE the other is 901",
                        "INCONSISTENT appointments 904 TWO_FOR_ONE_TRADE the other is 903",
                        "INCONSISTENT appointments 905 TWO_FOR_ONE_TRADE the other is 902");
    }

    @Test
    void appointmentsWithoutATradeAreForNoTrade() {
        for (String reference : List.of("901", "902")) {
            systems.bothHold(anAppointment(reference, "100").with("trade", ""));
        }

        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void appointmentsThatNameNoJobAreNotOfOneJob() {
        for (String reference : List.of("901", "902")) {
            systems.bothHold(anAppointment(reference, ""));
        }

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + it.also())
                .containsExactly(
                        "INCONSISTENT appointments 901 JOB_NOT_THERE[]",
                        "INCONSISTENT appointments 902 JOB_NOT_THERE[]");
    }

    @Test
    void whereAppointmentsHaveNoColumnForTheirJobNothingIsSaidOfIt() {
        systems.lacking(Column.JOB);
        for (String reference : List.of("901", "902")) {
            systems.bothHold(anAppointment(reference, "100"));
        }

        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void whereNothingSaysWhoIsLiveNothingIsOver() {
        systems.lacking(Column.LIVE).bothHold(aJob("300").with("live", "false")).bothHold(anAppointment("901", "300"));

        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void visitsOfOneJobForTwoTradesTellEachTheirOwnDiary() {
        booked("901", "EL", "08", "7");
        booked("902", "PL", "08", "8");
        booked("903", "RF", "10", "7");
        booked("904", "ZZ", "10", "8");

        assertThat(told())
                .containsExactly(
                        "INCONSISTENT appointments 903 OPERATIVE_TWICE the other is 901",
                        "INCONSISTENT appointments 904 OPERATIVE_TWICE the other is 902");
    }

    @Test
    void visitsThatDifferTellEachTheirOwnDiaryAndNoOthers() {
        booked("901", "EL", "08", "7");
        booked("902", "PL", "08", "8");
        booked("903", "RF", "10", "7");
        bent("904", "SV", "10", "7");
        bent("905", "ZZ", "10", "8");

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " "
                        + it.also().stream().map(also -> also.detail()).toList())
                .containsExactly(
                        "INCONSISTENT appointments 903 OPERATIVE_TWICE []",
                        "DIFFERENT appointments 904 UNEXPLAINED [OPERATIVE_TWICE]",
                        "DIFFERENT appointments 905 UNEXPLAINED [OPERATIVE_TWICE]");
    }

    @Test
    void ofARowThatIsRightNothingIsToldThatIsSaidOfAnother() {
        booked("901", "EL", "08", "7");
        booked("902", "PL", "10", "7");
        booked("903", "RF", "14", "9");
        bent("904", "ZZ", "17", "9");

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + it.also())
                .containsExactly(
                        "INCONSISTENT appointments 902 OPERATIVE_TWICE[]", "DIFFERENT appointments 904 UNEXPLAINED[]");
    }

    @Test
    void whatIsSaidOfAReferenceInOneJobIsNotSaidOfItInAnother() {
        booked("900", "EL", "08", "7");
        ComparableRow one = at("10", anAppointment("901", "100").with("trade", "PL"));
        ComparableRow other = at("16", anAppointment("901", "200").with("trade", "PL"));
        systems.legacyHolds(one).legacyHolds(other);
        systems.targetHolds(one.with("operative", "7").with("target_id", "a"))
                .targetHolds(other.with("operative", "8").with("target_id", "b"));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.job())
                .containsExactly("INCONSISTENT appointments 901 OPERATIVE_TWICE 100");
    }

    @Test
    void aJobThatNeedsAnAppointmentAndWasGivenOneThatLegacyDoesNotHaveIsOneException() {
        systems.legacyHolds(aJob("300").with("needs_appointment", "true")).targetHolds(aJob("300"));
        systems.targetHolds(anAppointment("999", "300"));
        systems.bothHold(anAppointment("901", "100"));

        assertThat(systems.exceptions()).containsExactly("UNEXPECTED appointments 999 UNEXPLAINED");
    }

    @Test
    void ofTwoRowsOfAJobWhatIsToldIsThatOfTheOneThatNeedsAnAppointment() {
        ComparableRow closed = aJob("300").with("live", "false").with("property", "P1");
        ComparableRow needy = aJob("300").with("property", "P2");
        systems.legacyHolds(closed)
                .legacyHolds(needy.with("needs_appointment", "true"))
                .targetHolds(closed.with("target_id", "a"))
                .targetHolds(needy.with("target_id", "b"));
        systems.bothHold(anAppointment("901", "100"));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.property())
                .containsExactly("INCONSISTENT jobs 300 NO_APPOINTMENT P2");
    }

    @Test
    void alertsOfAJobAreToldOfItsOwnExceptionsOnly() {
        systems.legacyHolds(anAppointment("901", "100").with("alerts", "DA"))
                .targetHolds(aJob("200")
                        .with("reference", "")
                        .with("job", "")
                        .with("target_id", "77")
                        .with("alerts", "CX"))
                .legacyHolds(anAppointment("902", "200").with("trade", "RF"))
                .targetHolds(anAppointment("902", "200")
                        .with("trade", "RF")
                        .with("alerts", "VA")
                        .with("slot", "PM"))
                .bothHold(anAppointment("903", "200").with("trade", "EL"));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.particulars().alerts())
                .containsExactlyInAnyOrder(
                        "MISSING appointments 901 UNEXPLAINED DA",
                        "DIFFERENT appointments 902 UNEXPLAINED VA",
                        "UNEXPECTED jobs new:77 NO_REFERENCE CX");
    }

    @Test
    void alertsOfEachRowOfAReferenceCount() {
        systems.legacyHolds(anAppointment("901", "100").with("trade", "RF"))
                .legacyHolds(anAppointment("902", "100")
                        .with("trade", "EL")
                        .with("slot", "AM")
                        .with("alerts", "DA"))
                .legacyHolds(anAppointment("902", "100")
                        .with("trade", "EL")
                        .with("slot", "PM")
                        .with("alerts", "VA"))
                .targetHolds(anAppointment("902", "100")
                        .with("trade", "EL")
                        .with("alerts", "CV")
                        .with("target_id", "a"))
                .targetHolds(anAppointment("902", "100")
                        .with("trade", "EL")
                        .with("alerts", "CX")
                        .with("target_id", "b"));

        assertThat(systems.findings())
                .filteredOn(it -> it.reference().equals("901"))
                .singleElement()
                .satisfies(it -> assertThat(it.particulars().alerts().split(","))
                        .containsExactlyInAnyOrder("DA", "VA", "CV", "CX"));
    }

    @Test
    void aJobThatIsNotMovedAndNotThereIsNotThere() {
        systems.legacyHolds(aJob("300").with("kind", "closed")).bothHold(anAppointment("901", "300"));

        assertThat(systems.exceptions()).containsExactly("INCONSISTENT appointments 901 JOB_NOT_THERE");
    }

    private void booked(String reference, String trade, String hour, String operative) {
        ComparableRow row = at(hour, anAppointment(reference, "100").with("trade", trade));
        systems.legacyHolds(row).targetHolds(row.with("operative", operative));
    }

    private void bent(String reference, String trade, String hour, String operative) {
        ComparableRow row = at(hour, anAppointment(reference, "100").with("trade", trade));
        systems.legacyHolds(row).targetHolds(row.with("operative", operative).with("slot", "PM"));
    }

    /** It takes three hours. */
    private static ComparableRow at(String hour, ComparableRow row) {
        return row.with("starts_at", "2026-10-20T%s:00".formatted(hour))
                .with("ends_at", "2026-10-20T%s:00".formatted(Integer.parseInt(hour) + 3));
    }

    private List<String> told() {
        return systems.findings().stream()
                .map((Finding it) -> TwoSystems.told(it) + " " + it.causeDetail())
                .toList();
    }
}
