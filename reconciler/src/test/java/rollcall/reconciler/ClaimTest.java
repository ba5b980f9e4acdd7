package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Verdict;

/** A ledger with all its entries: several runs, several records of one reference, and rows that it names by their ids. */
class ClaimTest {
    private final TwoSides systems;

    /** Begins with a job and its appointment, right on both sides and in the ledger. */
    ClaimTest(@TempDir Path folder) {
        systems = new TwoSides(folder).bothHold(aJob("100")).bothHold(anAppointment("900", "100"));
        systems.ledgerEnters(1, "jobs", "100", 1, "LOADED", "", "id-100");
        appointment(1, "900", "LOADED", "", "id-900");
    }

    @Test
    void theLastRunCounts() {
        systems.bothHold(other("901"));
        appointment(1, "901", "REJECTED", "no property", "");
        appointment(2, "901", "LOADED", "", "id-901");
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).rejected()).isZero();
            assertThat(result.header().notes()).noneMatch(it -> it.contains("ledger"));
        }
    }

    @Test
    void aRecordThatWasClosedAsGoneFromLegacyIsNotInTheLedgerWhateverWasSaidBefore() {
        systems.bothHold(other("901"));
        for (String reference : List.of("901", "902")) {
            appointment(1, reference, "REJECTED", "no property", "");
            appointment(2, reference, "EXCLUDED", "no longer in legacy", "");
        }
        assertThat(systems.exceptions()).containsExactly("CLAIM appointments 901 NOT_IN_LEDGER");
    }

    @Test
    void aDebitOfALaterRunWithoutACreditIsWhatCounts() {
        systems.legacyHolds(other("901"));
        appointment(1, "901", "REJECTED", "no property", "");
        appointment(2, "901", "", "", "");
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .containsExactly("MISSING appointments 901 NO_CREDIT");
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void oneRecordAsTwoRowsIsLoadedTwiceWhicheverOfThemIsThere() {
        systems.bothHold(other("901")).bothHold(other("902"));
        appointment(1, "901", "LOADED", "", "id-901");
        appointment(2, "901", "LOADED", "", "77");
        appointment(1, "902", "LOADED", "", "78");
        appointment(2, "902", "LOADED", "", "id-902");

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail())
                .containsExactlyInAnyOrder(
                        "CLAIM appointments 901 LOADED_TWICE as rows id-901 and 77",
                        "CLAIM appointments 902 LOADED_TWICE as rows 78 and id-902");
    }

    @Test
    void whatWasUndoneAndLoadedAgainIsLoadedOnce() {
        systems.bothHold(other("901")).legacyHolds(other("902"));
        appointment(1, "901", "LOADED", "", "77");
        appointment(2, "901", "EXCLUDED", "undone: run 1", "");
        appointment(3, "901", "LOADED", "", "id-901");
        appointment(1, "902", "LOADED", "", "78");
        appointment(2, "902", "EXCLUDED", "undone: run 1", "");

        assertThat(systems.exceptions()).containsExactly("MISSING appointments 902 EXCLUDED");
    }

    @Test
    void aRowThatALaterRunHasLeftAsItIsStandsForItsRecord() {
        systems.legacyHolds(other("901")).targetHolds(other("901").with("slot", "PM"));
        appointment(1, "901", "LOADED", "", "id-901");
        appointment(2, "901", "REJECTED", "both have changed it", "id-901");

        Finding finding = systems.findings().getFirst();
        assertThat(TwoSystems.told(finding)).isEqualTo("DIFFERENT appointments 901 UNEXPLAINED");
        assertThat(finding.also()).extracting("detail").containsExactly("REJECTED: both have changed it");
    }

    @Test
    void oneRowForTwoRecordsIsLoadedTwiceForTheOneWhoseItIsNot() {
        systems.bothHold(other("901")).bothHold(other("902")).legacyHolds(other("903"));
        appointment(1, "901", "LOADED", "", "id-901");
        appointment(1, "902", "LOADED", "", "id-901");
        appointment(1, "903", "LOADED", "", "id-900");

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail())
                .containsExactlyInAnyOrder(
                        "CLAIM appointments 902 LOADED_TWICE as the row of 901",
                        "MISSING appointments 903 LOADED_TWICE as the row of 900");
    }

    @Test
    void anIdThatWasGivenBackMayBeGivenAgain() {
        systems.legacyHolds(other("901").with("kind", "closed"))
                .bothHold(other("902").with("target_id", "77"));
        appointment(1, "901", "LOADED", "", "77");
        appointment(2, "901", "EXCLUDED", "closed", "");
        appointment(3, "902", "LOADED", "", "77");
        systems.bothHold(other("903"));
        appointment(1, "903", "LOADED", "", "77");

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail())
                .containsExactly("CLAIM appointments 903 LOADED_TWICE as the row of 902");
    }

    @Test
    void aJobsIdIsNoAppointmentsId() {
        systems.bothHold(other("901").with("target_id", "id-100"));
        appointment(1, "901", "LOADED", "", "id-100");

        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void recordsOfOneReferenceHaveAnEntryEach() {
        ComparableRow one = other("901");
        ComparableRow other = one.with("starts_at", "2026-10-21T08:00");
        systems.legacyHolds(one).legacyHolds(other);
        systems.targetHolds(one.with("target_id", "a")).targetHolds(other.with("target_id", "b"));
        systems.ledgerEnters(1, "appointments", "901", 1, "LOADED", "", "a");
        systems.ledgerEnters(2, "appointments", "901", 1, "LOADED", "", "a");
        systems.ledgerEnters(1, "appointments", "901", 2, "LOADED", "", "b");
        assertThat(systems.exceptions()).isEmpty();

        systems.ledgerEnters(3, "appointments", "901", 2, "REJECTED", "no property", "");
        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail())
                .containsExactly("CLAIM appointments 901 CLAIMED_NOT_LOADED REJECTED: no property");
    }

    /** The ledger's word goes with the first of the rows, which is right; the second is not. */
    @Test
    void whatTheLedgerHasWrongAboutOneRowOfAReferenceIsToldWithWhatIsWrongAboutAnother() {
        systems.bothHold(aJob("101").with("live", "false"));
        systems.ledgerEnters(1, "jobs", "101", 1, "LOADED", "", "id-101");
        ComparableRow one = other("901");
        ComparableRow over = anAppointment("901", "101");
        systems.legacyHolds(one).legacyHolds(over);
        systems.targetHolds(one.with("target_id", "a")).targetHolds(over.with("target_id", "b"));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.job() + " "
                        + it.also().stream()
                                .map(also -> also.type() + " " + also.detail())
                                .toList())
                .containsExactly("INCONSISTENT appointments 901 CANCELLED_JOB_WITH_LIVE_SLOT 101 [CLAIM no debit]");
    }

    @Test
    void ofARowThatLegacyDoesNotAccountForIsToldWhatTheLedgerSays() {
        for (String id : List.of("71", "72", "73")) {
            systems.targetHolds(other("").with("target_id", id));
        }
        systems.targetHolds(other("955").with("target_id", "74"));
        systems.legacyHolds(other("901"));
        appointment(1, "901", "LOADED", "", "72");
        appointment(1, "902", "LOADED", "", "73");
        appointment(2, "902", "EXCLUDED", "undone: run 1", "");

        assertThat(systems.findings())
                .filteredOn(it -> !it.also().isEmpty())
                .extracting(it -> TwoSystems.told(it) + " "
                        + it.also().getFirst().type() + " "
                        + it.also().getFirst().detail())
                .containsExactlyInAnyOrder(
                        "UNEXPECTED appointments new:71 NO_REFERENCE CLAIM IN_NO_LEDGER",
                        "UNEXPECTED appointments new:72 NO_REFERENCE CLAIM LOADED_FOR: 901",
                        "UNEXPECTED appointments new:73 NO_REFERENCE CLAIM CLAIMED_REMOVED: 902",
                        "UNEXPECTED appointments 955 UNEXPLAINED CLAIM IN_NO_LEDGER");
    }

    @Test
    void severalRowsWithoutAnIdOfTheirOwnAreEachToldOnce() {
        systems.targetHolds(other("955").with("target_id", "74"))
                .targetHolds(other("956").with("target_id", "74"));

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "UNEXPECTED appointments 955 UNEXPLAINED", "UNEXPECTED appointments 956 UNEXPLAINED");
    }

    @Test
    void blankReferencesAreARecordEach() {
        systems.legacyHolds(other("")).legacyHolds(other("").with("starts_at", "2026-10-21T08:00"));
        appointment(1, "line:12", "REJECTED", "no reference", "");
        appointment(1, "line:13", "REJECTED", "no property", "");
        try (Result result = systems.run()) {
            assertThat(TwoSystems.tally(result, APPOINTMENTS).rejected()).isEqualTo(2);
        }
    }

    @Test
    void aRowThatTheLedgerLacksIsToldWithWhatItLacks() {
        systems.bothHold(other("901")).bothHold(other("902")).bothHold(other("903"));
        appointment(1, "902", "", "", "");
        appointment(1, "903", "LOADED", "", "99");

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail())
                .containsExactlyInAnyOrder(
                        "CLAIM appointments 901 NOT_IN_LEDGER no debit",
                        "CLAIM appointments 902 NOT_IN_LEDGER no credit",
                        "CLAIM appointments 903 OTHER_TARGET_ROW ");
    }

    @Test
    void aRowThatWasNotToBeMovedAndIsClaimedIsAClaim() {
        systems.legacyHolds(other("901").with("kind", "closed"))
                .legacyHolds(other("902").with("kind", "closed"));
        appointment(1, "901", "LOADED", "", "77");
        appointment(1, "902", "EXCLUDED", "closed", "");

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .containsExactly("CLAIM appointments 901 CLAIMED_LOADED");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).claim()).isEqualTo(1);
        }
    }

    @Test
    void whatIsGoneIsNotTheRowOfAnother() {
        systems.legacyHolds(other("901")).bothHold(other("902"));
        appointment(1, "901", "LOADED", "", "77");
        appointment(1, "902", "LOADED", "", "id-902");

        assertThat(systems.exceptions()).containsExactly("MISSING appointments 901 GONE_SINCE_LOAD");
    }

    /** An appointment that is in nobody's way. */
    private static ComparableRow other(String reference) {
        return anAppointment(reference, "100").with("live", "false");
    }

    private void appointment(int run, String reference, String outcome, String detail, String targetId) {
        systems.ledgerEnters(run, "appointments", reference, 1, outcome, detail, targetId);
    }
}
