package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;
import static rollcall.reconciler.finding.Population.JOBS;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.RunHeader.Systemic;
import rollcall.reconciler.finding.Verdict;

/** The ledger explains and is contradicted; it never decides. */
class LedgerTest {
    private final TwoSides systems;

    /** Begins with a job and its appointment, right on both sides and in the ledger. */
    LedgerTest(@TempDir Path folder) {
        systems = new TwoSides(folder)
                .bothHold(aJob("100"))
                .bothHold(anAppointment("900", "100"))
                .ledgerSays("jobs", "100", "LOADED", "", "id-100")
                .ledgerSays("appointments", "900", "LOADED", "", "id-900");
    }

    @Test
    void aLedgerThatAgreesChangesNothing() {
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
        }
    }

    @Test
    void aRejectedRowIsMissingWithItsReasons() {
        systems.legacyHolds(anAppointment("901", "100").with("trade", "EL"))
                .legacyHolds(anAppointment("902", "100").with("trade", "RF"))
                .ledgerSays(
                        "appointments", "901", "REJECTED", "trade 'XX' has no mapping; property '7' is not there", "")
                .ledgerSays("appointments", "902", "REJECTED", "trade 'XX' has no mapping", "");
        try (Result result = systems.run()) {
            Finding finding = TwoSystems.findings(result).getFirst();
            assertThat(TwoSystems.told(finding)).isEqualTo("MISSING appointments 901 REJECTED");
            assertThat(finding.causeDetail()).isEqualTo("trade 'XX' has no mapping; property '7' is not there");
            assertThat(result.header().systemic())
                    .containsExactly(new Systemic("REJECTED", "trade 'XX' has no mapping", 2));
            assertThat(TwoSystems.tally(result, APPOINTMENTS).rejected()).isEqualTo(2);
        }
    }

    /** Each lost job would otherwise be a cause of its own, above what it was lost for. */
    @Test
    void visitsThatAreLostWithTheirJobsShareOneCauseWhicheverTheirJobs() {
        for (String visit : List.of("901", "902", "903", "904")) {
            String job = visit.compareTo("903") < 0 ? "'100'" : "(a value of 31 characters)";
            systems.legacyHolds(anAppointment(visit, "100").with("trade", visit))
                    .ledgerSays(
                            "appointments",
                            visit,
                            "REJECTED",
                            "its job " + job + " was not loaded; trade 'XX' has no mapping",
                            "");
        }
        systems.legacyHolds(anAppointment("905", "100").with("trade", "EL"))
                .ledgerSays(
                        "appointments",
                        "905",
                        "REJECTED",
                        "its job was corrected by hand; trade 'XX' has no mapping",
                        "");
        systems.legacyHolds(anAppointment("906", "100").with("trade", "RF"))
                .ledgerSays("appointments", "906", "REJECTED", "its job was corrected by hand", "");
        try (Result result = systems.run()) {
            assertThat(result.header().systemic())
                    .containsExactly(
                            new Systemic("REJECTED", "trade 'XX' has no mapping", 5),
                            new Systemic("REJECTED", "its job was not loaded", 4),
                            new Systemic("REJECTED", "its job was corrected by hand", 2));
        }
    }

    @Test
    void aRowThatWasLoadedAndIsNotThereIsGone() {
        systems.legacyHolds(anAppointment("901", "100")).ledgerSays("appointments", "901", "LOADED", "", "77");
        assertThat(systems.exceptions()).containsExactly("MISSING appointments 901 GONE_SINCE_LOAD");
    }

    @Test
    void aRowOfWhichTheLedgerNeverHeardWasNeverExtracted() {
        systems.legacyHolds(anAppointment("901", "100"));
        assertThat(systems.exceptions()).containsExactly("MISSING appointments 901 NEVER_EXTRACTED");
    }

    @Test
    void aDebitWithoutCreditIsMissingAndMakesTheVerdictUnknown() {
        systems.legacyHolds(anAppointment("901", "100")).ledgerSays("appointments", "901", "", "", "");
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .containsExactly("the ledger debits 1 records and does not say what became of them"
                            + " (appointments 901); run 'migrate' again");
            assertThat(TwoSystems.findings(result).stream().map(TwoSystems::told))
                    .containsExactly("MISSING appointments 901 NO_CREDIT");
        }
    }

    @Test
    void aContactWithoutCreditMakesTheVerdictUnknown() {
        systems.ledgerSays("contacts", "100", "", "", "");
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void whatTheLedgerHasWrongAboutRightRowsIsAClaim() {
        systems.bothHold(aJob("101"))
                .bothHold(aJob("102"))
                .ledgerSays("jobs", "102", "REJECTED", "trade 'XX' has no mapping", "")
                .bothHold(aJob("103"))
                .ledgerSays("jobs", "103", "LOADED", "", "id-999")
                .ledgerSays("jobs", "104", "LOADED", "", "id-104")
                .legacyHolds(aJob("105").with("kind", "closed"))
                .ledgerSays("jobs", "105", "LOADED", "", "id-105")
                .legacyHolds(aJob("106").with("kind", "closed"))
                .ledgerSays("jobs", "106", "EXCLUDED", "closed", "");
        assertThat(systems.exceptions())
                .containsExactly(
                        "CLAIM jobs 101 NOT_IN_LEDGER",
                        "CLAIM jobs 102 CLAIMED_NOT_LOADED",
                        "CLAIM jobs 103 OTHER_TARGET_ROW",
                        "CLAIM jobs 104 NOT_IN_LEGACY",
                        "CLAIM jobs 105 CLAIMED_LOADED");
    }

    @Test
    void entriesBeyondTheRowsOfLegacyAreAClaim() {
        systems.ledgerSays("appointments", "900", "LOADED", "", "id-900")
                .ledgerSays("appointments", "900", "REJECTED", "no property", "")
                .legacyHolds(aJob("105").with("kind", "closed"))
                .ledgerSays("jobs", "105", "EXCLUDED", "closed", "")
                .ledgerSays("jobs", "105", "EXCLUDED", "closed", "");
        List<Finding> findings = systems.findings();
        assertThat(findings.stream().map(TwoSystems::told))
                .containsExactlyInAnyOrder("CLAIM appointments 900 NOT_IN_LEGACY", "CLAIM jobs 105 NOT_IN_LEGACY");
        assertThat(findings.stream().map(Finding::causeDetail))
                .containsExactlyInAnyOrder(
                        "3 entries in the ledger, 1 rows in legacy", "2 entries in the ledger, 1 rows in legacy");
    }

    @Test
    void anEntryThatWasClosedBecauseItsRecordHasGoneFromLegacyIsNoClaim() {
        systems.ledgerSays("appointments", "900", "EXCLUDED", "no longer in legacy", "")
                .ledgerSays("appointments", "999", "EXCLUDED", "no longer in legacy", "");
        assertThat(systems.findings()).isEmpty();
    }

    @Test
    void aClaimAboutAnAppointmentThatIsInconsistentIsToldWithIt() {
        systems.bothHold(anAppointment("901", "100")).bothHold(anAppointment("902", "555"));
        List<Finding> findings = systems.findings();
        assertThat(findings.stream().map(TwoSystems::told))
                .containsExactlyInAnyOrder(
                        "INCONSISTENT appointments 901 TWO_FOR_ONE_TRADE",
                        "INCONSISTENT appointments 902 JOB_NOT_THERE");
        assertThat(findings)
                .allSatisfy(it -> assertThat(it.also())
                        .containsExactly(new AlsoTrue(APPOINTMENTS, ExceptionClass.CLAIM, it.reference(), "no debit")));
    }

    @Test
    void aClaimAboutAJobThatBreaksARuleIsToldWithIt() {
        systems.legacyHolds(aJob("101").with("needs_appointment", "true")).targetHolds(aJob("101"));
        ComparableRow wrong = aJob("102").with("raised", "2026-10-05T10:30").with("target_date", "2026-10-01T10:00");
        systems.bothHold(wrong);
        assertThat(systems.findings())
                .extracting(
                        it -> TwoSystems.told(it) + " " + it.also().getFirst().type() + " "
                                + it.also().getFirst().detail())
                .containsExactlyInAnyOrder(
                        "INCONSISTENT jobs 101 NO_APPOINTMENT CLAIM no debit",
                        "INCONSISTENT jobs 102 TARGET_BEFORE_RAISED CLAIM no debit");
    }

    @Test
    void whatTheLedgerClaimsOfAVisitThatNobodyIsToMakeKeepsNoJobFromBeingWithoutOne() {
        systems.legacyHolds(aJob("101").with("needs_appointment", "true"))
                .targetHolds(aJob("101"))
                .ledgerSays("jobs", "101", "LOADED", "", "id-101")
                .legacyHolds(anAppointment("901", "101").with("kind", "closed").with("live", "false"))
                .ledgerSays("appointments", "901", "LOADED", "", "77");
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "INCONSISTENT jobs 101 NO_APPOINTMENT", "CLAIM appointments 901 CLAIMED_LOADED");
    }

    @Test
    void aClaimAboutAnAppointmentIsAnExceptionOfItsOwnWhereNothingElseIs() {
        systems.bothHold(anAppointment("901", "100").with("trade", "EL"));
        assertThat(systems.exceptions()).containsExactly("CLAIM appointments 901 NOT_IN_LEDGER");
    }

    @Test
    void anAcceptedExceptionIsAcceptedWhateverTheLedgerSaysOfItsRow() {
        systems.legacyHolds(visit("901"))
                .targetHolds(visit("901").with("slot", "PM"))
                .accepts(APPOINTMENTS, "901", ExceptionClass.DIFFERENT);
        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void aClaimAboutARowThatDiffersIsToldWithTheDifference() {
        systems.legacyHolds(aJob("101"))
                .targetHolds(aJob("101").with("priority", "4"))
                .ledgerSays("jobs", "101", "REJECTED", "no property", "");
        List<Finding> findings = systems.findings();
        assertThat(findings.stream().map(TwoSystems::told)).containsExactly("DIFFERENT jobs 101 UNEXPLAINED");
        assertThat(findings.getFirst().also().getFirst().detail()).isEqualTo("REJECTED: no property");
    }

    @Test
    void aRowThatDiffersIsToldWithTheOtherRowThatTheLedgerHasForIt() {
        systems.legacyHolds(aJob("101"))
                .targetHolds(aJob("101").with("priority", "4"))
                .ledgerSays("jobs", "101", "LOADED", "", "77");

        assertThat(systems.findings())
                .singleElement()
                .satisfies(it -> assertThat(it.also())
                        .containsExactly(new AlsoTrue(JOBS, ExceptionClass.CLAIM, "101", "OTHER_TARGET_ROW")));
    }

    /** Of one reference a row that is moved, one that is left out and one that is superseded. */
    @Test
    void allOfLegacysRowsOfAReferenceMayHaveAnEntryMovedOrNot() {
        for (String reference : List.of("901", "902")) {
            systems.bothHold(visit(reference))
                    .legacyHolds(visit(reference).with("kind", "closed").with("live", "false"))
                    .legacyHolds(visit(reference).with("superseded_by", "900").with("live", "false"))
                    .ledgerSays("appointments", reference, "LOADED", "", "id-" + reference)
                    .ledgerSays("appointments", reference, "EXCLUDED", "closed", "")
                    .ledgerSays("appointments", reference, "SUPERSEDED", "900", "");
        }
        systems.ledgerSays("appointments", "902", "EXCLUDED", "closed", "");

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail())
                .containsExactly("CLAIM appointments 902 NOT_IN_LEGACY 4 entries in the ledger, 3 rows in legacy");
    }

    @Test
    void anIdentityThatOnlyTheCensusHasIsNotTheLedgersFault() {
        systems.censusCounts("jobs", "107").ledgerSays("jobs", "107", "REJECTED", "no property", "");
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result)).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void whatWasNeverExtractedIsToldWithWhatItShares() {
        systems.bothHold(aJob("100")).ledgerSays("jobs", "100", "LOADED", "", "id-100");
        for (int i = 0; i < 3; i++) {
            systems.legacyHolds(visit("80" + i).with("contractor", "H07"));
            loaded(visit("81" + i).with("contractor", "H01"));
        }
        systems.legacyHolds(visit("820").with("property", ""));
        systems.legacyHolds(visit("830").with("slot", "EV"));

        Map<String, String> details = new TreeMap<>();
        for (Finding finding : systems.findings()) {
            assertThat(TwoSystems.told(finding))
                    .isEqualTo("MISSING appointments %s NEVER_EXTRACTED".formatted(finding.reference()));
            details.put(finding.reference(), finding.causeDetail());
        }
        assertThat(details)
                .containsOnly(
                        Map.entry("800", "probably a filter: none of 3 with contractor H07 was extracted"),
                        Map.entry("801", "probably a filter: none of 3 with contractor H07 was extracted"),
                        Map.entry("802", "probably a filter: none of 3 with contractor H07 was extracted"),
                        Map.entry("820", "probably an inner join: none of 1 without property was extracted"),
                        Map.entry("830", ""));
    }

    @Test
    void eachCodeMayBeAFilterAndEachKeyAJoin() {
        systems.bothHold(visit("899").with("uprn", "1")).bothHold(visit("898").with("uprn", "1"));
        systems.ledgerSays("appointments", "899", "LOADED", "", "id-899")
                .ledgerSays("appointments", "898", "LOADED", "", "id-898");
        Map<String, String> expected = new TreeMap<>();
        for (String column : List.of("status", "priority", "trade", "contractor", "slot")) {
            for (int i = 0; i < 3; i++) {
                systems.legacyHolds(visit(column + i).with("uprn", "1").with(column, "odd"));
                expected.put(column + i, "probably a filter: none of 3 with %s odd was extracted".formatted(column));
            }
        }
        for (String column : List.of("job", "property", "starts_at")) {
            systems.legacyHolds(visit(column).with("uprn", "1").with(column, ""));
            expected.put(column, "probably an inner join: none of 1 without %s was extracted".formatted(column));
        }
        for (int i = 0; i < 2; i++) {
            systems.legacyHolds(visit("two" + i).with("uprn", "1").with("slot", "EV"));
            expected.put("two" + i, "");
        }

        assertThat(neverExtracted()).isEqualTo(expected);
    }

    @Test
    void ofSeveralReasonsTheOneThatMostShareIsTold() {
        systems.bothHold(visit("899")).ledgerSays("appointments", "899", "LOADED", "", "id-899");
        for (int i = 0; i < 3; i++) {
            systems.legacyHolds(visit("80" + i).with("contractor", "H07").with("slot", "EV"));
        }
        systems.legacyHolds(visit("803").with("slot", "EV"));

        assertThat(neverExtracted().values()).containsOnly("probably a filter: none of 4 with slot EV was extracted");
    }

    @Test
    void ofReasonsThatAsManyShareTheFirstColumnIsTold() {
        systems.bothHold(visit("899")).ledgerSays("appointments", "899", "LOADED", "", "id-899");
        for (int i = 0; i < 3; i++) {
            systems.legacyHolds(visit("80" + i).with("contractor", "H07").with("slot", "EV"));
        }

        assertThat(neverExtracted().values())
                .containsOnly("probably a filter: none of 3 with contractor H07 was extracted");
    }

    /** One of each of these codes was extracted: no query filters by it. Another status is what legacy's own code says. */
    @Test
    void aReasonIsACodeAsLegacyHasItWhateverTheCodeTableMakesOfIt() {
        systems.codes("status", Map.of("350", "80", "200", "80", "80", "80"))
                .codes("priority", Map.of("E", "2", "3", "3"));
        for (int i = 0; i < 3; i++) {
            systems.legacyHolds(visit("80" + i).with("status", "200").with("priority", "E"));
            systems.legacyHolds(visit("81" + i).with("status", "350"));
        }
        systems.legacyHolds(visit("820").with("status", "200").with("priority", "E"))
                .targetHolds(visit("820").with("status", "80").with("priority", "2"))
                .ledgerSays("appointments", "820", "LOADED", "", "id-820");

        Map<String, String> expected = new TreeMap<>();
        for (int i = 0; i < 3; i++) {
            expected.put("80" + i, "");
            expected.put("81" + i, "probably a filter: none of 3 with status 350 (80) was extracted");
        }
        assertThat(neverExtracted()).isEqualTo(expected);
    }

    @Test
    void aJobNeedsNoJobAndWhereNothingWasExtractedNothingIsSaid() {
        systems.legacyHolds(aJob("101").with("job", "").with("uprn", "1"))
                .bothHold(aJob("102").with("uprn", "1"))
                .ledgerSays("jobs", "102", "LOADED", "", "id-102");
        assertThat(neverExtracted()).containsOnly(Map.entry("101", ""));

        TwoSides nothing = new TwoSides(systems.work()).ledgerSays("contacts", "100", "LOADED", "", "1");
        for (int i = 0; i < 3; i++) {
            nothing.legacyHolds(aJob("20" + i).with("property", ""));
        }
        assertThat(nothing.findings())
                .hasSize(3)
                .extracting(Finding::causeDetail)
                .containsOnly("");
    }

    private Map<String, String> neverExtracted() {
        Map<String, String> told = new TreeMap<>();
        systems.findings().stream()
                .filter(it -> it.cause().equals("NEVER_EXTRACTED"))
                .forEach(it -> told.put(it.reference(), it.causeDetail()));
        return told;
    }

    @Test
    void aValueThatARecordHasWhichWasExtractedIsNoReason() {
        for (int i = 0; i < 3; i++) {
            systems.legacyHolds(visit("80" + i).with("contractor", "H07"));
        }
        systems.legacyHolds(visit("810").with("contractor", "H07"))
                .ledgerSays("appointments", "810", "REJECTED", "no property", "");

        assertThat(systems.findings())
                .filteredOn(it -> it.cause().equals("NEVER_EXTRACTED"))
                .hasSize(3)
                .extracting(Finding::causeDetail)
                .containsOnly("");
    }

    @Test
    void aRowThatTheLedgerHasAsRejectedIsNotRightInItsBooks() {
        systems.bothHold(visit("901")).ledgerSays("appointments", "901", "REJECTED", "no property", "id-901");
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result).stream().map(TwoSystems::told))
                    .containsExactly("CLAIM appointments 901 CLAIMED_NOT_LOADED");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).rejected()).isEqualTo(1);
        }
    }

    private static ComparableRow visit(String reference) {
        return anAppointment(reference, "100").with("trade", "T" + reference);
    }

    private void loaded(ComparableRow row) {
        systems.bothHold(row)
                .ledgerSays("appointments", row.value("reference"), "LOADED", "", "id-" + row.value("reference"));
    }

    @Test
    void whatTheLoadLeftOutIsToldWithWhoHasSignedThat() {
        systems.signed("closed", "A Manager", LocalDate.of(2026, 9, 1))
                .legacyHolds(visit("901"))
                .ledgerSays("appointments", "901", "EXCLUDED", "closed", "")
                .legacyHolds(visit("902"))
                .ledgerSays("appointments", "902", "EXCLUDED", "rebooked", "")
                .legacyHolds(visit("903"))
                .ledgerSays("appointments", "903", "EXCLUDED", "no such kind", "");

        assertThat(systems.findings())
                .filteredOn(it -> it.cause().equals("EXCLUDED"))
                .extracting(Finding::causeDetail)
                .containsExactlyInAnyOrder(
                        "closed: scope.csv says exclude, signed by A Manager on 2026-09-01",
                        "rebooked: scope.csv says count, signed by nobody",
                        "no such kind");
    }
}
