package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Hints.NearMatch;

/** A missing row may have been keyed again: that is told with it, and settles nothing. */
class NearTest {
    private final TwoSides systems;

    /** Begins with a job and its appointment, right on both sides. */
    NearTest(@TempDir Path folder) {
        systems = new TwoSides(folder).bothHold(aJob("100")).bothHold(anAppointment("900", "100"));
    }

    @Test
    void aRowAtTheSamePropertyOnTheSameDayIsProbablyTheMissingOneAndBothStayExceptions() {
        systems.legacyHolds(visit("901", "2026-10-21T08:00"));
        made("77", visit("", "2026-10-21T23:59"));
        made("78", visit("", "2026-10-22T00:00"));

        assertThat(told())
                .containsExactlyInAnyOrder(
                        "MISSING appointments 901 UNEXPLAINED near new:77 on same property and day",
                        "UNEXPECTED appointments new:77 NO_REFERENCE",
                        "UNEXPECTED appointments new:78 NO_REFERENCE");
    }

    @Test
    void aRowForTheSameTenantAndTradeIsProbablyTheMissingOneOnWhateverDay() {
        systems.legacyHolds(visit("901", "2026-10-21T08:00").with("tenant", "T1"));
        made("77", visit("", "2026-11-30T08:00").with("tenant", "T1").with("property", "P2"));
        made("78", visit("", "2026-11-30T08:00").with("tenant", "T2").with("property", "P2"));
        made(
                "79",
                visit("", "2026-11-30T08:00")
                        .with("tenant", "T1")
                        .with("trade", "RF")
                        .with("property", "P2"));

        assertThat(told()).contains("MISSING appointments 901 UNEXPLAINED near new:77 on same tenant and trade");
    }

    @Test
    void eachOfTwoHasTheOneThatIsMostLikeIt() {
        systems.legacyHolds(visit("901", "2026-10-21T08:00")).legacyHolds(visit("902", "2026-10-21T13:00"));
        made("77", visit("", "2026-10-21T13:00"));
        made("78", visit("", "2026-10-21T08:00"));

        assertThat(told())
                .contains(
                        "MISSING appointments 901 UNEXPLAINED near new:78 on same property and day",
                        "MISSING appointments 902 UNEXPLAINED near new:77 on same property and day");
    }

    @Test
    void oneRowIsTheNearMatchOfOneMissingRowOnly() {
        systems.legacyHolds(visit("901", "2026-10-21T08:00")).legacyHolds(visit("902", "2026-10-21T13:00"));
        made("77", visit("", "2026-10-21T13:00"));

        assertThat(told())
                .contains(
                        "MISSING appointments 901 UNEXPLAINED",
                        "MISSING appointments 902 UNEXPLAINED near new:77 on same property and day");
    }

    @Test
    void theRowThatTheLedgerHasForItIsNearest() {
        systems.ledgerEnters(1, "jobs", "100", 1, "LOADED", "", "id-100")
                .ledgerEnters(1, "appointments", "900", 1, "LOADED", "", "id-900")
                .ledgerEnters(1, "appointments", "901", 1, "LOADED", "", "78");
        systems.legacyHolds(visit("901", "2026-10-21T08:00"));
        made("77", visit("", "2026-10-21T08:00"));
        made("78", visit("", "2026-12-01T08:00").with("property", "P2").with("trade", "RF"));

        assertThat(told())
                .contains("MISSING appointments 901 GONE_SINCE_LOAD near new:78 on the row that the ledger has for it");
    }

    @Test
    void theRowThatTheLedgerHasForItIsNearestAlsoWhereALaterRunHasLeftItAsItIs() {
        systems.ledgerEnters(1, "jobs", "100", 1, "LOADED", "", "id-100")
                .ledgerEnters(1, "appointments", "900", 1, "LOADED", "", "id-900")
                .ledgerEnters(1, "appointments", "901", 1, "LOADED", "", "78")
                .ledgerEnters(2, "appointments", "901", 1, "REJECTED", "both have changed it", "78");
        systems.legacyHolds(visit("901", "2026-10-21T08:00"));
        made("77", visit("", "2026-10-21T08:00"));
        made("78", visit("", "2026-12-01T08:00").with("property", "P2").with("trade", "RF"));

        assertThat(told())
                .contains("MISSING appointments 901 REJECTED near new:78 on the row that the ledger has for it");
    }

    @Test
    void theRowThatTheLedgerHasForItIsNearestWhicheverOfItsRecordsWasLoaded() {
        systems.ledgerEnters(1, "jobs", "100", 1, "LOADED", "", "id-100")
                .ledgerEnters(1, "appointments", "900", 1, "LOADED", "", "id-900")
                .ledgerEnters(1, "appointments", "901", 1, "REJECTED", "no property", "")
                .ledgerEnters(2, "appointments", "901", 2, "LOADED", "", "78");
        systems.legacyHolds(visit("901", "2026-10-21T08:00")).legacyHolds(visit("901", "2026-10-21T13:00"));
        made("78", visit("", "2026-12-01T08:00").with("property", "P2").with("trade", "RF"));

        assertThat(told())
                .contains("MISSING appointments 901 REJECTED near new:78 on the row that the ledger has for it");
    }

    @Test
    void aRowThatWasFoundUnderAChangedReferenceTakesNoPart() {
        systems.legacyHolds(visit("0901", "2026-10-21T08:00")).legacyHolds(visit("955", "2026-10-21T09:00"));
        systems.targetHolds(visit("901", "2026-10-21T08:00"));

        assertThat(told())
                .containsExactlyInAnyOrder(
                        "MISSING appointments 0901 KEY_CHANGED", "MISSING appointments 955 UNEXPLAINED");
    }

    @Test
    void rowsThatAreRightOrOfAnotherPopulationAreNobodysNearMatch() {
        systems.bothHold(visit("902", "2026-10-21T08:00").with("trade", "RF"));
        systems.legacyHolds(visit("901", "2026-10-21T08:00"));
        systems.targetHolds(aJob("107").with("property", "P1").with("raised", "2026-10-21T08:00"));

        assertThat(told())
                .containsExactlyInAnyOrder("MISSING appointments 901 UNEXPLAINED", "UNEXPECTED jobs 107 UNEXPLAINED");
    }

    @Test
    void jobsAreAlikeByTheDayOnWhichTheyWereRaised() {
        systems.legacyHolds(aJob("107").with("property", "P1").with("raised", "2026-10-01T08:00"));
        systems.targetHolds(aJob("").with("property", "P1")
                .with("raised", "2026-10-01T11:00")
                .with("target_id", "77"));

        assertThat(told()).contains("MISSING jobs 107 UNEXPLAINED near new:77 on same property and day");
    }

    @Test
    void aGroupTooLargeToMeanAnythingIsLeftOut() {
        systems.legacyHolds(visit("901", "2026-10-21T08:00"));
        for (int i = 0; i < 65; i++) {
            made("7" + i, visit("", "2026-10-21T08:00"));
        }

        assertThat(systems.findings())
                .filteredOn(it -> it.reference().equals("901"))
                .singleElement()
                .satisfies(it -> assertThat(it.hints().near()).isEmpty());
    }

    @Test
    void sixtyFourOfADayAreNotYetTooMany() {
        for (int i = 10; i < 74; i++) {
            systems.legacyHolds(visit("9" + i, "2026-10-21T08:00"));
            made("7" + i, visit("", "2026-10-21T08:00"));
        }

        assertThat(systems.findings())
                .filteredOn(it -> it.hints().near().isPresent())
                .isNotEmpty();
    }

    @Test
    void anotherDayOrPropertyIsNotNear() {
        systems.legacyHolds(visit("901", "2026-10-21T08:00"));
        made("77", visit("", "2026-10-22T00:00"));
        made("78", visit("", "2026-10-21T08:00").with("property", "P0"));

        assertThat(told()).contains("MISSING appointments 901 UNEXPLAINED");
    }

    @Test
    void rowsWithoutAPropertyAreNotAtTheSameOne() {
        systems.legacyHolds(visit("901", "2026-10-21T08:00").with("property", ""));
        made("77", visit("", "2026-10-21T08:00").with("property", ""));

        assertThat(told()).contains("MISSING appointments 901 UNEXPLAINED");
    }

    @Test
    void eachDayHasItsOwn() {
        systems.legacyHolds(visit("901", "2026-10-21T08:00")).legacyHolds(visit("902", "2026-10-22T08:00"));
        made("77", visit("", "2026-10-21T09:00"));
        made("78", visit("", "2026-10-22T09:00"));

        assertThat(told())
                .contains(
                        "MISSING appointments 901 UNEXPLAINED near new:77 on same property and day",
                        "MISSING appointments 902 UNEXPLAINED near new:78 on same property and day");
    }

    @Test
    void ofTwoOnADayTheOneOfTheSameTradeIsNearerThanTheOneOfTheSameHour() {
        systems.legacyHolds(visit("901", "2026-10-21T08:00"));
        made("77", visit("", "2026-10-21T08:00").with("trade", "RF"));
        made("78", visit("", "2026-10-21T13:00"));

        assertThat(told()).contains("MISSING appointments 901 UNEXPLAINED near new:78 on same property and day");
    }

    @Test
    void theTenantAndTheDayTogetherAreNearerThanTheDayAndTheHour() {
        systems.legacyHolds(visit("901", "2026-10-21T08:00").with("tenant", "T1"));
        made("77", visit("", "2026-10-21T08:00"));
        made("78", visit("", "2026-10-21T13:00").with("tenant", "T1"));

        assertThat(told())
                .contains("MISSING appointments 901 UNEXPLAINED near new:78"
                        + " on same property and day, same tenant and trade");
    }

    @Test
    void aChangedReferenceHasNoNearMatchBeside() {
        systems.legacyHolds(visit("0901", "2026-10-21T08:00"));
        systems.targetHolds(visit("901", "2026-10-21T08:00"));
        made("77", visit("", "2026-10-21T08:00"));

        assertThat(told())
                .containsExactlyInAnyOrder(
                        "MISSING appointments 0901 KEY_CHANGED", "UNEXPECTED appointments new:77 NO_REFERENCE");
    }

    @Test
    void aReferenceOfTheSameSpellingIsTheOneIfJobOrPropertyOrStartSaysSo() {
        ComparableRow lost = visit("0901", "2026-10-21T08:00");
        ComparableRow elsewhere = lost.with("reference", "901")
                .with("job", "555")
                .with("property", "P2")
                .with("starts_at", "2026-12-01T08:00");
        for (String same : List.of("job", "property", "starts_at")) {
            assertThat(exceptionsOf(lost, elsewhere.with(same, lost.value(same))))
                    .as(same)
                    .containsExactly("MISSING appointments 0901 KEY_CHANGED");
        }
        assertThat(exceptionsOf(lost, elsewhere))
                .containsExactlyInAnyOrder(
                        "MISSING appointments 0901 UNEXPLAINED", "UNEXPECTED appointments 901 UNEXPLAINED");
        assertThat(exceptionsOf(
                        lost.with("job", "").with("property", "").with("starts_at", ""),
                        lost.with("reference", "901")
                                .with("job", "")
                                .with("property", "")
                                .with("starts_at", "")))
                .hasSize(2);
    }

    @Test
    void aReferenceThatWasCutIsTheOneIfJobAndPropertyAndStartSaySo() {
        ComparableRow lost = visit("951310", "2026-10-21T08:00");
        ComparableRow cut = lost.with("reference", "95131");
        assertThat(exceptionsOf(lost, cut)).containsExactly("MISSING appointments 951310 KEY_CHANGED");
        assertThat(exceptionsOf(lost, cut.with("job", "555"))).hasSize(2);
        assertThat(exceptionsOf(lost, cut.with("property", "P2"))).hasSize(2);
        assertThat(exceptionsOf(lost, cut.with("starts_at", "2026-12-01T08:00")))
                .hasSize(2);
        assertThat(exceptionsOf(lost, cut.with("reference", "95"))).hasSize(2);
        ComparableRow job = aJob("0155193210");
        assertThat(exceptionsOf(job, job.with("reference", "01551932").with("job", "01551932")))
                .containsExactly("MISSING jobs 0155193210 KEY_CHANGED");
    }

    @Test
    void aJobIsNotFoundUnderAnAppointmentsReferenceNorTheOtherWayRound() {
        ComparableRow lost = visit("951310", "").with("job", "100");
        assertThat(exceptionsOf(lost, aJob("0951310").with("property", "P1"))).hasSize(2);
        assertThat(exceptionsOf(lost, aJob("95131").with("property", "P1").with("job", "100")))
                .hasSize(2);
    }

    @Test
    void manyOfOneSpellingAreEachToldOnce() {
        for (String reference : List.of("901", "0901", "00901", "000901", "0000901")) {
            systems.targetHolds(visit(reference, "2026-10-21T08:00"));
        }
        systems.legacyHolds(visit("00000901", "2026-10-21T08:00"));
        systems.legacyHolds(visit("000000901", "2026-10-21T08:00"));

        assertThat(systems.findings())
                .extracting(Finding::reference)
                .doesNotHaveDuplicates()
                .hasSize(7);
    }

    private List<String> exceptionsOf(ComparableRow lost, ComparableRow there) {
        return new TwoSides(systems.work())
                .bothHold(aJob("100"))
                .bothHold(aJob("555"))
                .bothHold(anAppointment("900", "100"))
                .legacyHolds(lost)
                .targetHolds(there)
                .exceptions();
    }

    private static ComparableRow visit(String reference, String starts) {
        return anAppointment(reference, "100")
                .with("property", "P1")
                .with("starts_at", starts)
                .with("ends_at", starts);
    }

    private void made(String id, ComparableRow row) {
        systems.targetHolds(row.with("target_id", id));
    }

    private List<String> told() {
        return systems.findings().stream()
                .map(it -> TwoSystems.told(it) + near(it))
                .toList();
    }

    private static String near(Finding finding) {
        return finding.hints()
                .near()
                .map((NearMatch it) -> " near " + it.reference() + " on " + it.on())
                .orElse("");
    }
}
