package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;
import static rollcall.reconciler.finding.Population.JOBS;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Hints;
import rollcall.reconciler.finding.Particulars;
import rollcall.reconciler.finding.RunHeader.Systemic;
import rollcall.reconciler.side.SidesInMemory.Entry;

/** Why a row differs, cannot be seen or is missing, as far as its own values and the ledger show. */
class WhyTest {
    private final TwoSides systems;
    private final Map<String, String> expected = new LinkedHashMap<>();

    WhyTest(@TempDir Path folder) {
        systems = new TwoSides(folder).bothHold(aJob("100")).bothHold(visit("900"));
    }

    @Test
    void aWholeWindowAnHourOffIsAMatterOfSummerTime() {
        moves(
                "2026-07-14T08:00",
                "2026-07-14T12:00",
                "2026-07-14T09:00",
                "2026-07-14T13:00",
                "SHIFTED_ONE_HOUR one hour later");
        moves(
                "2026-07-14T08:00",
                "2026-07-14T12:00",
                "2026-07-14T07:00",
                "2026-07-14T11:00",
                "SHIFTED_ONE_HOUR one hour earlier");
        moves("2026-12-14T08:00", "2026-12-14T12:00", "2026-12-14T09:00", "2026-12-14T13:00", "UNEXPLAINED ");
        moves("2026-07-14T08:00", "2026-07-14T12:00", "2026-07-14T09:00", "2026-07-14T12:00", "UNEXPLAINED ");
        moves("2026-07-14T08:00", "2026-07-14T12:00", "2026-07-14T09:01", "2026-07-14T13:01", "UNEXPLAINED ");
        moves("2026-07-14T08:00", "", "2026-07-14T09:00", "", "UNEXPLAINED ");
        moves(
                "2026-03-29T00:30",
                "2026-03-29T03:30",
                "2026-03-29T01:30",
                "2026-03-29T04:30",
                "SHIFTED_ONE_HOUR one hour later");
        moves(
                "2026-10-25T02:30",
                "2026-10-25T05:30",
                "2026-10-25T01:30",
                "2026-10-25T04:30",
                "SHIFTED_ONE_HOUR one hour earlier");

        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void aWholeWindowADayOffHasCrossedMidnight() {
        moves(
                "2026-12-14T08:00",
                "2026-12-14T12:00",
                "2026-12-15T08:00",
                "2026-12-15T12:00",
                "SHIFTED_ONE_DAY one day later");
        moves(
                "2026-12-14T08:00",
                "2026-12-14T12:00",
                "2026-12-13T08:00",
                "2026-12-13T12:00",
                "SHIFTED_ONE_DAY one day earlier");
        moves("2026-12-14T08:00", "2026-12-14T12:00", "2026-12-15T08:00", "2026-12-15T13:00", "UNEXPLAINED ");
        moves("2026-12-14T08:00", "2026-12-14T12:00", "2026-12-16T08:00", "2026-12-16T12:00", "UNEXPLAINED ");
        moves("2026-12-14T08:00", "2026-12-14T12:00", "2026-12-14T08:00", "2026-12-15T12:00", "UNEXPLAINED ");

        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void dayAndMonthAreExchangedAndNothingElse() {
        moves("2026-05-04T08:00", "2026-05-04T12:00", "2026-04-05T08:00", "2026-04-05T12:00", "DAY_AND_MONTH_SWAPPED ");
        moves("2026-05-04T08:00", "2026-05-04T12:00", "2026-04-05T08:00", "2026-05-04T12:00", "DAY_AND_MONTH_SWAPPED ");
        moves("2026-05-04T08:00", "2026-05-04T12:00", "2026-04-05T08:30", "2026-04-05T12:00", "UNEXPLAINED ");
        moves("2026-05-04T08:00", "2026-05-04T12:00", "2027-04-05T08:00", "2027-04-05T12:00", "UNEXPLAINED ");
        moves("2026-05-04T08:00", "2026-05-04T12:00", "2026-04-06T08:00", "2026-04-06T12:00", "UNEXPLAINED ");
        moves("2026-05-04T08:00", "2026-05-04T12:00", "2026-03-05T08:00", "2026-03-05T12:00", "UNEXPLAINED ");
        moves("2026-05-04T08:00", "2026-05-04T12:00", "", "", "UNEXPLAINED ");

        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void aTemplatesDateIsOneOfAnyColumnWhereLegacyHasARealOne() {
        moves("2026-12-14T08:00", "2026-12-14T12:00", "2000-01-01T08:00", "2000-01-01T12:00", "TEMPLATE_DATE ");
        moves("2026-12-14T08:00", "2026-12-14T12:00", "1900-12-31T08:00", "1900-12-31T12:00", "TEMPLATE_DATE ");
        moves("2026-12-14T08:00", "2026-12-14T12:00", "1901-01-01T08:00", "1901-01-01T12:00", "UNEXPLAINED ");
        moves("1900-01-01T08:00", "1900-01-01T12:00", "2000-01-01T08:00", "2000-01-01T12:00", "UNEXPLAINED ");
        bends("target_date", "2026-12-14T08:00", "1900-01-01T00:00", "TEMPLATE_DATE ");
        bends("raised", "", "2000-01-01T00:00", "TEMPLATE_DATE ");
        bends("raised", "2026-10-01T10:00", "1970-01-01T01:00", "TEMPLATE_DATE ");
        bends("target_date", "2026-12-14T08:00", "9999-12-31T23:59", "TEMPLATE_DATE ");
        bends("target_date", "2026-12-14T08:00", "9000-01-01T00:00", "TEMPLATE_DATE ");
        bends("target_date", "2026-12-14T08:00", "8999-12-31T23:59", "UNEXPLAINED ");

        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void theWindowOfTheVisitThatItHasReplacedIsToldWithThatVisit() {
        for (String each : List.of("1", "2", "3")) {
            systems.legacyHolds(visit("80" + each)
                    .with("superseded_by", each)
                    .with("live", "false")
                    .with("starts_at", "2026-12-01T08:00")
                    .with("ends_at", "2026-12-01T12:00"));
        }
        moves(
                "2026-12-14T08:00",
                "2026-12-14T12:00",
                "2026-12-01T08:00",
                "2026-12-01T12:00",
                "SUPERSEDED_WINDOW that of 801");
        moves("2026-12-14T08:00", "2026-12-14T12:00", "2026-12-01T08:00", "2026-12-01T13:00", "UNEXPLAINED ");
        moves("2026-12-14T08:00", "2026-12-14T12:00", "2026-12-02T08:00", "2026-12-01T12:00", "UNEXPLAINED ");

        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void aWindowThatWasNoneIsNobodysWindow() {
        systems.legacyHolds(visit("801")
                .with("superseded_by", "1")
                .with("live", "false")
                .with("starts_at", "")
                .with("ends_at", ""));
        moves("2026-12-14T08:00", "2026-12-14T12:00", "", "", "UNEXPLAINED ");

        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void aReferenceThatWasMistreatedATextThatWasCutAndSignsThatWereMisread() {
        bends("job", "0100", "100", "KEY_CHANGED its job is there as '100'");
        bends("job", "1234", "12", "KEY_CHANGED its job is there as '12'");
        bends("job", "12345", "12", "CUT_SHORT job");
        bends("job", "1#23", "123", "KEY_CHANGED its job is there as '123'");
        bends("job", "100", "200", "UNEXPLAINED ");
        bends("property", "P100", "P200", "WRONG_PROPERTY ");
        bends("uprn", "100023456789", "10002345678", "CUT_SHORT uprn");
        bends("uprn", "100023456789", "100023456788", "UNEXPLAINED ");
        bends("uprn", "10002345678", "100023456789", "UNEXPLAINED ");
        bends("uprn", "100023456789", "", "UNEXPLAINED ");
        bends("alerts", "D-A", "D A", "UNEXPLAINED ");
        bends("description", "£50 fee", "Â£50 fee", "CHARACTERS_MANGLED description");
        bends("description", "£50 fee", "Â£51 fee", "UNEXPLAINED ");
        bends("description", "£", "Â£", "UNEXPLAINED ");
        bends("description", "Leaks at night", "Leaks", "CUT_SHORT description at 5 characters");
        for (String job : List.of("0100", "1234", "12345", "1#23", "12", "123", "200")) {
            systems.bothHold(aJob(job));
        }

        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void whatStaffCannotSeeIsToldWithItsStatusOnBothSides() {
        systems.codes("status", Map.of("200", "80", "80", "80"));
        hides(Map.of("status", "200"), Map.of("status", "30", "live", "false"), "CANCELLED status 30, in legacy 200");
        hides(Map.of("status", ""), Map.of("status", "30", "live", "false"), "CANCELLED status 30, in legacy none");
        hides(Map.of("status", "80"), Map.of("status", "", "live", "false"), "CANCELLED ");
        hides(
                Map.of("status", "80"),
                Map.of("status", "200", "visible", "false"),
                "DEAD_END_STATUS status 200, in legacy 80");
        hides(Map.of("status", "80"), Map.of("job", "", "visible", "false"), "JOB_NOT_THERE ");
        hides(
                Map.of("status", "80", "job", ""),
                Map.of("job", "", "live", "false"),
                "CANCELLED status 80, in legacy 80");

        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void aCodeWithoutAMappingIsTheReasonWhateverElseIs() {
        systems.codes("trade", Map.of("PL", "PL", "T900", "T900")).codes("slot", Map.of("AM", "AM"));
        ComparableRow row = anAppointment("1", "100").with("trade", "XX").with("slot", "ZZ");
        systems.legacyHolds(row).targetHolds(row.with("trade", "").with("starts_at", "2000-01-01T08:00"));
        systems.legacyHolds(row.with("reference", "2").with("job", "555"));
        expected.put("1", "UNMAPPED_CODE trade XX has no mapping");
        expected.put("2", "UNMAPPED_CODE trade XX has no mapping");

        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void columnsThatWereCorrectedByHandBeforeTheLoadAreTheReasonWhereTheyAreAllThatDiffers() {
        corrected("property", "P100", "P7", "run 3, corrected by hand on 2026-10-12: property", true);
        corrected("slot", "AM", "PM", "corrected by hand on 2026-10-12: trade, slot", true);
        corrected("slot", "AM", "PM", "corrected by hand on 2026-10-12: trade", false);
        corrected("slot", "AM", "PM", "corrected by hand on 2026-10-12", false);
        corrected("slot", "AM", "PM", "moved: slot", false);
        systems.legacyHolds(visit("6"))
                .targetHolds(visit("6").with("property", "P7").with("uprn", "1007"));
        loaded("6", "corrected by hand on 2026-10-12: property");
        expected.put("6", "CORRECTED corrected by hand on 2026-10-12: property");
        systems.legacyHolds(visit("7")).targetHolds(visit("7").with("uprn", "1007"));
        loaded("7", "corrected by hand on 2026-10-12: slot");
        expected.put("7", "UNEXPLAINED ");
        systems.legacyHolds(visit("8"))
                .targetHolds(visit("8").with("slot", "PM").with("live", "false"));
        loaded("8", "corrected by hand on 2026-10-12: slot");
        expected.put("8", "CANCELLED status 80, in legacy 80");
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");
        loaded("900", "");

        assertThat(told()).isEqualTo(expected);
    }

    private void corrected(String column, String value, String there, String detail, boolean isReason) {
        String reference = next();
        systems.legacyHolds(visit(reference).with(column, value))
                .targetHolds(visit(reference).with(column, there));
        loaded(reference, detail);
        expected.put(
                reference,
                isReason ? "CORRECTED " + detail : column.equals("property") ? "WRONG_PROPERTY " : "UNEXPLAINED ");
    }

    private void loaded(String reference, String detail) {
        systems.ledgerSays("appointments", reference, "LOADED", detail, "id-" + reference);
    }

    @Test
    void whatLegacyWasGivenAfterTheLastLoadIsToLoadAgain() {
        credited("900", "2026-10-16T09:00");
        credited("899", "2026-10-16T10:00");
        credited("898", "2026-10-16T09:30");
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100")
                .bothHold(visit("899"))
                .bothHold(visit("898"));
        lost("1", "2026-10-16T10:01", "NEVER_EXTRACTED entered in legacy after the last extract: load again");
        lost("2", "2026-10-16T10:00", "NEVER_EXTRACTED ");
        lost("3", "", "NEVER_EXTRACTED ");

        assertThat(told()).isEqualTo(expected);
    }

    private void credited(String reference, String at) {
        systems.enters(new Entry(
                "appointments",
                reference,
                "1",
                "1",
                "LOADED",
                "",
                "id-" + reference,
                Optional.of(LocalDateTime.parse(at))));
    }

    private void lost(String reference, String enteredAt, String why) {
        systems.legacyHolds(visit(reference).with("entered_at", enteredAt));
        expected.put(reference, why);
    }

    @Test
    void ofSeveralEntriesOfALostRecordTheOneThatSaysWhyItIsNotThereCounts() {
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");
        loaded("900", "");
        for (String outcome : List.of("MERGED", "SUPERSEDED", "EXCLUDED", "REJECTED")) {
            String reference = next();
            systems.legacyHolds(visit(reference)).legacyHolds(visit(reference).with("slot", "PM"));
            loaded(reference, "");
            systems.ledgerSays("appointments", reference, outcome, "words", "");
            expected.put(reference, outcome + " words");
        }

        assertThat(told()).isEqualTo(expected);
    }

    /** Of two entries for 901 the one was loaded and is gone; the other's row is said to be that of 900. */
    @Test
    void aRowThatTheLedgerHasForAnotherRecordTooSaysMoreThanOneThatIsGone() {
        for (String reference : List.of("900", "901")) {
            systems.ledgerEnters(1, "appointments", reference, 1, "LOADED", "", "id-900");
        }
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100")
                .ledgerEnters(1, "appointments", "901", 2, "LOADED", "", "id-901")
                .legacyHolds(visit("901"))
                .legacyHolds(visit("901").with("slot", "PM"));
        expected.put("901", "LOADED_TWICE as the row of 900");

        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void aHouseholdOfWhichNothingIsKnownIsNeitherVulnerableNorInAnyDanger() {
        systems.legacyHolds(visit("901").with("vulnerable", "").with("awaabs", ""))
                .legacyHolds(visit("902").with("vulnerable", "false").with("awaabs", "false"));

        assertThat(systems.findings())
                .extracting(it -> it.reference() + " " + it.vulnerable() + " " + it.awaabs())
                .containsExactly("901 false false", "902 false false");
    }

    @Test
    void anExceptionTellsWhatIsKnownOfItsRecordInLegacysCodes() {
        systems.codes("priority", Map.of("E", "2", "3", "3")).codes("status", Map.of("200", "80", "80", "80"));
        systems.legacyHolds(visit("901")
                .with("uprn", "10009")
                .with("priority", "E")
                .with("status", "200")
                .with("raised", "2026-10-01T10:00")
                .with("target_date", "2026-10-21T17:00")
                .with("vulnerable", "true")
                .with("awaabs", "true")
                .with("alerts", "DA")
                .with("phone_present", "true"));

        assertThat(systems.findings())
                .containsExactly(new Finding(
                                ExceptionClass.MISSING,
                                "UNEXPLAINED",
                                "",
                                APPOINTMENTS,
                                "901",
                                "100",
                                "P100",
                                "10009",
                                Optional.of(LocalDateTime.parse("2026-10-20T08:00")),
                                Optional.of(LocalDateTime.parse("2026-10-20T12:00")),
                                "E",
                                Optional.of(LocalDateTime.parse("2026-10-21T17:00")),
                                "T901",
                                "H01",
                                true,
                                true,
                                List.of(),
                                List.of(),
                                TwoSystems.AS_OF,
                                1)
                        .withParticulars(new Particulars(
                                Optional.of(LocalDateTime.parse("2026-10-01T10:00")), "AM", "200 (80)", "DA")));
    }

    @Test
    void ofARecordThatOnlyTheLedgerHasNothingMoreIsToldThanItsReference() {
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");
        loaded("900", "");
        systems.ledgerSays("jobs", "104", "LOADED", "", "77")
                .ledgerSays("appointments", "904", "REJECTED", "no property", "");

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail() + " of job '" + it.job() + "' at '"
                        + it.property() + "'")
                .containsExactlyInAnyOrder(
                        "CLAIM jobs 104 NOT_IN_LEGACY LOADED of job '104' at ''",
                        "CLAIM appointments 904 NOT_IN_LEGACY REJECTED: no property of job '' at ''");
    }

    @Test
    void ofFreeTextIsToldHowLongItIsAndWhereItBeginsToDiffer() {
        texts("Leaks", "Leads", "5 characters", "5 characters, differs from character 4 on");
        texts("Leaks", "Leaks!", "5 characters", "6 characters, differs from character 6 on");
        texts("L", "", "1 character", "");
        texts("", "L", "", "1 character");

        Map<String, List<FieldDifference>> fields = new TreeMap<>();
        systems.findings().forEach(it -> fields.put(it.reference(), it.fields()));
        Map<String, List<FieldDifference>> shown = new TreeMap<>();
        expected.forEach((reference, values) -> {
            String[] both = values.split("\\|", -1);
            shown.put(reference, List.of(new FieldDifference("description", both[0], both[1])));
        });
        assertThat(fields).isEqualTo(shown);
    }

    private void texts(String legacy, String there, String shown, String shownThere) {
        bends("description", legacy, there, shown + "|" + shownThere);
    }

    @Test
    void alertsOfAllRecordsOfAJobAreToldEachOnce() {
        systems.bothHold(aJob("101").with("alerts", "CV, DA"))
                .legacyHolds(visit("901").with("job", "101").with("alerts", "DA;VA"))
                .legacyHolds(visit("902").with("job", "101"))
                .legacyHolds(visit("903"));

        Map<String, String> alerts = new TreeMap<>();
        systems.findings()
                .forEach(it -> alerts.put(it.reference(), it.particulars().alerts()));
        assertThat(alerts)
                .containsOnly(Map.entry("901", "DA;VA,CV"), Map.entry("902", "DA,VA,CV"), Map.entry("903", ""));
    }

    @Test
    void causesThatSeveralShareAreToldTheLargestFirstAndNoMoreThanFifty() {
        systems.codes("trade", Map.of("PL", "PL"));
        for (int cause = 100; cause < 230; cause++) {
            for (int i = 0; i < (cause == 229 ? 4 : cause == 100 || cause == 180 ? 3 : cause == 228 ? 1 : 2); i++) {
                systems.legacyHolds(aJob(cause + "-" + i).with("trade", "X" + cause));
            }
        }

        try (Result result = systems.run()) {
            List<Systemic> shared = result.header().systemic();
            assertThat(shared).hasSize(50);
            // The visit beside these and the one job of trade X228: each alone with its code, and two of one cause.
            assertThat(shared.subList(0, 5))
                    .containsExactly(
                            new Systemic("UNMAPPED_CODE", "trade X229 has no mapping", 4),
                            new Systemic("UNMAPPED_CODE", "trade X100 has no mapping", 3),
                            new Systemic("UNMAPPED_CODE", "trade X180 has no mapping", 3),
                            new Systemic("UNMAPPED_CODE", "", 2),
                            new Systemic("UNMAPPED_CODE", "trade X101 has no mapping", 2));
            assertThat(shared.getLast()).isEqualTo(new Systemic("UNMAPPED_CODE", "trade X146 has no mapping", 2));
        }
    }

    @Test
    void causesThatAreSharedByAsManyAreToldByTheirNames() {
        systems.codes("trade", Map.of("PL", "PL"));
        systems.legacyHolds(aJob("1").with("trade", "XX")).legacyHolds(aJob("2").with("trade", "XX"));
        systems.legacyHolds(aJob("3").with("trade", "AA")).legacyHolds(aJob("4").with("trade", "AA"));
        systems.legacyHolds(aJob("5")).legacyHolds(aJob("6"));
        for (String reference : List.of("7", "8")) {
            systems.legacyHolds(aJob(reference)).targetHolds(aJob(reference).with("live", "false"));
        }

        try (Result result = systems.run()) {
            assertThat(result.header().systemic())
                    .containsExactly(
                            new Systemic("CANCELLED", "status 80, in legacy 80", 2),
                            new Systemic("UNMAPPED_CODE", "trade AA has no mapping", 2),
                            new Systemic("UNMAPPED_CODE", "trade XX has no mapping", 2));
        }
    }

    /** Cut references are one fault, though each of them says as what another row is there. */
    @Test
    void aCauseWhoseWordsAreOfEachExceptionAloneIsSharedWithoutThem() {
        for (int i = 1; i <= 3; i++) {
            String window = "2026-11-0%dT08:00".formatted(i);
            systems.legacyHolds(visit("77100" + i + "9").with("starts_at", window))
                    .targetHolds(visit("77100" + i).with("starts_at", window));
        }
        systems.targetHolds(aJob("").with("target_id", "7")).targetHolds(aJob("").with("target_id", "8"));

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(Finding::causeDetail)
                    .containsExactlyInAnyOrder("there as '771001'", "there as '771002'", "there as '771003'", "", "");
            assertThat(result.header().systemic())
                    .containsExactly(new Systemic("KEY_CHANGED", "", 3), new Systemic("NO_REFERENCE", "", 2));
        }
    }

    @Test
    void aCauseThatNeedsNoWordsIsSharedLikeAnyOther() {
        systems.targetHolds(aJob("").with("target_id", "7")).targetHolds(aJob("").with("target_id", "8"));

        try (Result result = systems.run()) {
            assertThat(result.header().systemic()).containsExactly(new Systemic("NO_REFERENCE", "", 2));
        }
    }

    @Test
    void ofDuplicatedRowsIsToldHowManyThereAreAndWhatElseIsWrong() {
        systems.legacyHolds(aJob("101"))
                .targetHolds(aJob("101").with("live", "false").with("target_id", "a"))
                .targetHolds(aJob("101").with("live", "false").with("target_id", "b"));

        Finding finding = systems.findings().getFirst();
        assertThat(finding.causeDetail()).isEqualTo("2 rows in the new system, 1 in legacy");
        assertThat(finding.also()).containsExactly(new AlsoTrue(JOBS, ExceptionClass.INVISIBLE, "101", "CANCELLED"));
    }

    /** The one that is left out comes first. */
    @Test
    void duplicatedRowsAreToldAsTheOneOfLegacysThatIsMoved() {
        systems.legacyHolds(
                        visit("901").with("kind", "closed").with("slot", "EV").with("live", "false"))
                .legacyHolds(visit("901"))
                .targetHolds(visit("901").with("target_id", "a"))
                .targetHolds(visit("901").with("target_id", "b"));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.particulars().slot())
                .containsExactly("DUPLICATED appointments 901 UNEXPLAINED AM");
    }

    @Test
    void ofARowThatLegacyDoesNotHaveIsToldWhoHasMadeItAndWhen() {
        systems.targetHolds(
                        visit("901").with("created_by", "ben@council.example").with("created_at", "2026-10-14T09:30"))
                .targetHolds(visit("902"));

        assertThat(systems.findings())
                .extracting(it -> it.reference() + " " + it.hints())
                .containsExactly(
                        "901 "
                                + Hints.NONE.withSince(
                                        "ben@council.example", Optional.of(LocalDateTime.parse("2026-10-14T09:30"))),
                        "902 " + Hints.NONE);
    }

    /** An appointment whose window is bent. */
    private void moves(String starts, String ends, String startsThere, String endsThere, String why) {
        String reference = next();
        systems.legacyHolds(visit(reference).with("starts_at", starts).with("ends_at", ends))
                .targetHolds(visit(reference).with("starts_at", startsThere).with("ends_at", endsThere));
        expected.put(reference, why);
    }

    /** An appointment of which one column is bent. */
    private void bends(String column, String legacy, String there, String why) {
        String reference = next();
        systems.legacyHolds(visit(reference).with(column, legacy))
                .targetHolds(visit(reference).with(column, there));
        expected.put(reference, why);
    }

    private void hides(Map<String, String> legacy, Map<String, String> there, String why) {
        String reference = next();
        systems.legacyHolds(with(visit(reference), legacy)).targetHolds(with(visit(reference), there));
        expected.put(reference, why);
    }

    private static ComparableRow with(ComparableRow row, Map<String, String> values) {
        ComparableRow changed = row;
        for (Map.Entry<String, String> each : values.entrySet()) {
            changed = changed.with(each.getKey(), each.getValue());
        }
        return changed;
    }

    private String next() {
        return String.valueOf(expected.size() + 1);
    }

    /** An appointment that is in nobody's way. */
    private static ComparableRow visit(String reference) {
        return anAppointment(reference, "100").with("trade", "T" + reference);
    }

    /** Of each reference its cause and what is told of it. */
    private Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        systems.findings().forEach(it -> told.put(it.reference(), it.cause() + " " + it.causeDetail()));
        return told;
    }
}
