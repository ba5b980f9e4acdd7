package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;

/** What shows only when rows are seen together, texts that are compared and never shown, and references that were cut. */
class TogetherTest {
    private final TwoSides systems;

    TogetherTest(@TempDir Path folder) {
        systems = new TwoSides(folder);
    }

    @Test
    void anOperativeIsNotInTwoPlacesAtOnceAndMayGoOnFromOneToTheNext() {
        both("300001", "01", "2026-10-20T08:00", "2026-10-20T10:00", "operative", "7");
        both("300002", "02", "2026-10-20T10:00", "2026-10-20T12:00", "operative", "7");
        both("300003", "03", "2026-10-20T11:30", "2026-10-20T13:00", "operative", "7");
        both("300004", "04", "2026-10-20T11:30", "2026-10-20T13:00", "operative", "8");

        assertThat(systems.exceptions()).containsExactly("INCONSISTENT appointments 300003 OPERATIVE_TWICE");
    }

    @Test
    void aLongVisitIsInTheWayOfTwoShortOnes() {
        both("300001", "01", "2026-10-20T08:00", "2026-10-20T17:00", "operative", "7");
        both("300002", "02", "2026-10-20T09:00", "2026-10-20T10:00", "operative", "7");
        both("300003", "03", "2026-10-20T11:00", "2026-10-20T17:00", "operative", "7");
        both("300004", "04", "2026-10-20T12:00", "2026-10-20T13:00", "operative", "7");

        assertThat(systems.findings())
                .extracting(it -> it.reference() + " " + it.causeDetail())
                .containsExactly(
                        "300002 the other is 300001", "300003 the other is 300001", "300004 the other is 300001");
    }

    @Test
    void aSlotTakesAsManyAsItsCapacity() {
        for (int i = 1; i <= 3; i++) {
            slot("30000" + i, "0" + i, "A", "2");
        }
        slot("300004", "04", "B", "1");
        both("300005", "05", "2026-10-20T08:00", "2026-10-20T12:00", "booked_slot", "C");

        assertThat(systems.exceptions()).containsExactly("INCONSISTENT appointments 300003 SLOT_OVER_CAPACITY");
    }

    @Test
    void oneThatDiffersTellsItsDiaryToo() {
        both("300001", "01", "2026-10-20T08:00", "2026-10-20T10:00", "operative", "7");
        ComparableRow late = anAppointment("300002", "02")
                .with("starts_at", "2026-10-20T09:00")
                .with("ends_at", "2026-10-20T11:00");
        systems.bothHold(aJob("02")).legacyHolds(late);
        systems.targetHolds(late.with("slot", "PM").with("operative", "7"));

        Finding finding = systems.findings().getFirst();
        assertThat(TwoSystems.told(finding)).isEqualTo("DIFFERENT appointments 300002 UNEXPLAINED");
        assertThat(finding.also()).singleElement().extracting("detail").isEqualTo("OPERATIVE_TWICE");
    }

    @Test
    void aJobThatNeedsAnAppointmentAndHasNoneIsInconsistent() {
        ComparableRow needy = aJob("01").with("needs_appointment", "true");
        systems.legacyHolds(needy).targetHolds(aJob("01"));
        systems.legacyHolds(aJob("02").with("needs_appointment", "true")).targetHolds(aJob("02"));
        systems.bothHold(anAppointment("300002", "02"));
        systems.bothHold(aJob("03"));

        assertThat(systems.exceptions()).containsExactly("INCONSISTENT jobs 01 NO_APPOINTMENT");
    }

    /** Rows of one reference come in the order of their bytes, and one that is not to be moved comes first. */
    @Test
    void aCopyThatIsNotMovedHidesNothingOfTheRowThatIs() {
        ComparableRow needy = aJob("01").with("needs_appointment", "true");
        systems.legacyHolds(needy.with("kind", "closed")).legacyHolds(needy).targetHolds(aJob("01"));
        ComparableRow early = anAppointment("300002", "02").with("trade", "PL");
        systems.bothHold(aJob("02"))
                .legacyHolds(early.with("kind", "closed").with("trade", "EL").with("starts_at", "2026-11-20T08:00"))
                .legacyHolds(early)
                .targetHolds(early.with("operative", "7"));
        both("300003", "03", "2026-10-20T09:00", "2026-10-20T10:00", "operative", "7");
        systems.bothHold(anAppointment("300004", "02").with("starts_at", "2026-10-27T08:00"));

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "INCONSISTENT jobs 01 NO_APPOINTMENT",
                        "INCONSISTENT appointments 300003 OPERATIVE_TWICE",
                        "INCONSISTENT appointments 300004 TWO_FOR_ONE_TRADE");
    }

    @Test
    void eachOfTwoRowsOfOneReferenceMeetsTheRules() {
        systems.bothHold(aJob("01")).bothHold(aJob("02"));
        ComparableRow one = anAppointment("300001", "01");
        ComparableRow other = anAppointment("300001", "02").with("starts_at", "2026-10-20T09:00");
        systems.legacyHolds(one).legacyHolds(other);
        systems.targetHolds(one.with("operative", "7").with("target_id", "a"))
                .targetHolds(other.with("operative", "8").with("target_id", "b"));
        both("300003", "03", "2026-10-20T10:00", "2026-10-20T11:00", "operative", "8");
        systems.bothHold(anAppointment("300004", "02").with("starts_at", "2026-10-27T08:00"));

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "INCONSISTENT appointments 300003 OPERATIVE_TWICE",
                        "INCONSISTENT appointments 300004 TWO_FOR_ONE_TRADE");
    }

    @Test
    void rowsOfOneReferenceAreNotInEachOthersWay() {
        systems.bothHold(aJob("01"));
        ComparableRow one = anAppointment("300001", "01");
        ComparableRow other = one.with("starts_at", "2026-10-20T09:00");
        systems.legacyHolds(one).legacyHolds(other);
        systems.targetHolds(one.with("operative", "7").with("target_id", "a"))
                .targetHolds(other.with("operative", "7").with("target_id", "b"));

        both("300002", "02", "2026-10-20T11:00", "2026-10-20T13:00", "operative", "7");

        assertThat(systems.exceptions()).containsExactly("INCONSISTENT appointments 300002 OPERATIVE_TWICE");
    }

    @Test
    void rowsOfOneReferenceWhoseJobsAreOverAreOneException() {
        for (String job : List.of("01", "02")) {
            systems.bothHold(aJob(job).with("live", "false").with("alerts", "A" + job));
        }
        ComparableRow visit = anAppointment("300001", "01");
        List<ComparableRow> rows = List.of(
                visit,
                visit.with("starts_at", "2026-10-20T09:00"),
                visit.with("trade", "EL"),
                anAppointment("300001", "02"));
        for (int i = 0; i < rows.size(); i++) {
            systems.legacyHolds(rows.get(i)).targetHolds(rows.get(i).with("target_id", "id-" + i));
        }
        systems.bothHold(anAppointment("300002", "02").with("trade", "EL"));

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(it -> TwoSystems.told(it) + it.also() + " "
                            + it.particulars().alerts())
                    .containsExactlyInAnyOrder(
                            "INCONSISTENT appointments 300001 CANCELLED_JOB_WITH_LIVE_SLOT[] A01,A02",
                            "INCONSISTENT appointments 300002 CANCELLED_JOB_WITH_LIVE_SLOT[] A02");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).inconsistent()).isEqualTo(2);
        }
    }

    @Test
    void whatIsWrongAboutTwoRowsOfOneReferenceIsToldInOneException() {
        systems.bothHold(aJob("01")).bothHold(aJob("02").with("live", "false"));
        ComparableRow second = anAppointment("300002", "01").with("starts_at", "2026-10-21T08:00");
        ComparableRow over = anAppointment("300002", "02");
        systems.bothHold(anAppointment("300001", "01"));
        systems.legacyHolds(second).legacyHolds(over);
        systems.targetHolds(second.with("target_id", "a")).targetHolds(over.with("target_id", "b"));

        Finding finding = systems.findings().getFirst();
        assertThat(systems.exceptions())
                .containsExactly("INCONSISTENT appointments 300002 CANCELLED_JOB_WITH_LIVE_SLOT");
        assertThat(finding.also())
                .extracting(it -> it.type() + " " + it.detail())
                .containsExactly("INCONSISTENT TWO_FOR_ONE_TRADE");
    }

    @Test
    void aJobWhoseAppointmentIsMissingIsNoSecondException() {
        systems.legacyHolds(aJob("01").with("needs_appointment", "true")).targetHolds(aJob("01"));
        systems.legacyHolds(anAppointment("300001", "01"));
        systems.bothHold(aJob("02")).bothHold(anAppointment("300002", "02"));

        assertThat(systems.exceptions()).containsExactly("MISSING appointments 300001 UNEXPLAINED");
    }

    @Test
    void aJobThatDiffersTellsThatNobodyIsToCome() {
        systems.legacyHolds(aJob("01").with("needs_appointment", "true"))
                .targetHolds(aJob("01").with("contractor", "H02"));
        systems.bothHold(aJob("02")).bothHold(anAppointment("300002", "02"));

        Finding finding = systems.findings().getFirst();
        assertThat(TwoSystems.told(finding)).isEqualTo("DIFFERENT jobs 01 UNEXPLAINED");
        assertThat(finding.also()).singleElement().extracting("detail").isEqualTo("NO_APPOINTMENT");
    }

    @Test
    void aJobIsNotToBeDoneBeforeItWasRaised() {
        ComparableRow job = aJob("01").with("raised", "2026-10-05T10:30");
        ComparableRow midnight = aJob("05").with("raised", "2026-10-05T00:00");
        systems.bothHold(job.with("target_date", "2026-10-05T10:29"))
                .bothHold(job.with("reference", "02").with("job", "02").with("target_date", "2026-10-05T10:30"))
                .bothHold(job.with("reference", "03").with("job", "03").with("target_date", "2026-10-05T00:00"))
                .bothHold(job.with("reference", "04").with("job", "04").with("target_date", "2026-10-04T00:00"))
                .bothHold(midnight.with("target_date", "2026-10-04T00:00"))
                .bothHold(midnight.with("reference", "06").with("job", "06").with("target_date", "2026-10-05T00:00"))
                .bothHold(anAppointment("300001", "01")
                        .with("raised", "2026-10-05T10:30")
                        .with("target_date", "2026-10-05T10:29"));

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "INCONSISTENT jobs 01 TARGET_BEFORE_RAISED",
                        "INCONSISTENT jobs 04 TARGET_BEFORE_RAISED",
                        "INCONSISTENT jobs 05 TARGET_BEFORE_RAISED");
    }

    @Test
    void datesOfWhichOneSystemHasThemRightAreADifferenceAndNothingMore() {
        ComparableRow wrong = aJob("01").with("raised", "2026-10-05T10:30").with("target_date", "2026-10-01T10:00");
        systems.legacyHolds(wrong).targetHolds(wrong.with("target_date", "2026-11-01T10:00"));
        systems.bothHold(aJob("02")).bothHold(anAppointment("300002", "02"));

        Finding finding = systems.findings().getFirst();
        assertThat(TwoSystems.told(finding)).isEqualTo("DIFFERENT jobs 01 UNEXPLAINED");
        assertThat(finding.also()).isEmpty();
    }

    @Test
    void aJobThatDiffersTellsItsDatesTooAlsoWithItsAppointment() {
        ComparableRow wrong = aJob("01").with("raised", "2026-10-05T10:30").with("target_date", "2026-10-01T10:00");
        systems.legacyHolds(wrong).targetHolds(wrong.with("live", "false"));
        systems.legacyHolds(anAppointment("300001", "01"))
                .targetHolds(anAppointment("300001", "01").with("live", "false"));
        systems.bothHold(aJob("02")).bothHold(anAppointment("300002", "02"));

        Finding finding = systems.findings().getFirst();
        assertThat(systems.exceptions()).containsExactly("INVISIBLE appointments 300001 CANCELLED");
        assertThat(finding.also())
                .extracting(it -> it.population().word() + " " + it.type())
                .containsExactly("jobs INVISIBLE", "jobs INCONSISTENT");
    }

    @Test
    void aLiveAppointmentOfAJobThatIsOverOnBothSidesIsInconsistent() {
        ComparableRow over = aJob("01").with("live", "false");
        systems.bothHold(over).bothHold(anAppointment("300001", "01"));
        systems.bothHold(aJob("02").with("live", "false"))
                .bothHold(anAppointment("300002", "02").with("live", "false"));
        systems.legacyHolds(aJob("03")).targetHolds(aJob("03").with("live", "false"));
        systems.bothHold(anAppointment("300003", "03"));

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "INCONSISTENT appointments 300001 CANCELLED_JOB_WITH_LIVE_SLOT", "INVISIBLE jobs 03 CANCELLED");
    }

    /** 20 October 2026 is a Tuesday. */
    @Test
    void anAppointmentIsOnADayOnWhichItsSlotRuns() {
        both("300001", "01", "2026-10-20T08:00", "2026-10-20T10:00", "slot_runs", "Mon, Wednesday,FRI");
        both("300002", "02", "2026-10-20T08:00", "2026-10-20T10:00", "slot_runs", "Mon,tues");
        both("300003", "03", "2026-10-20T23:59", "2026-10-21T01:00", "slot_runs", "Tue");
        both("300004", "04", "2026-10-21T00:00", "2026-10-21T01:00", "slot_runs", "Tue");
        both("300005", "05", "2026-10-20T08:00", "2026-10-20T10:00", "slot_runs", "daily");
        both("300006", "06", "2026-10-20T08:00", "2026-10-20T10:00", "slot_runs", "");
        both("300008", "08", "2026-10-20T08:00", "2026-10-20T10:00", "slot_runs", " Mo, We");
        ComparableRow moved = anAppointment("300007", "07");
        systems.bothHold(aJob("07")).legacyHolds(moved);
        systems.targetHolds(moved.with("starts_at", "2026-10-19T08:00")
                .with("ends_at", "2026-10-19T12:00")
                .with("slot_runs", "Mon"));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail() + it.also())
                .containsExactlyInAnyOrder(
                        "INCONSISTENT appointments 300001 SLOT_DOES_NOT_RUN it runs on Mon, Wed, Fri[]",
                        "INCONSISTENT appointments 300004 SLOT_DOES_NOT_RUN it runs on Tue[]",
                        "DIFFERENT appointments 300007 SHIFTED_ONE_DAY one day earlier[]");
    }

    @Test
    void aRowThatBreaksTwoRulesIsOneExceptionThatTellsBoth() {
        systems.bothHold(aJob("01").with("live", "false"));
        both("300001", "02", "2026-10-20T08:00", "2026-10-20T10:00", "operative", "7");
        ComparableRow row = anAppointment("300002", "01")
                .with("starts_at", "2026-10-20T09:00")
                .with("ends_at", "2026-10-20T11:00");
        systems.legacyHolds(row).targetHolds(row.with("operative", "7"));

        List<Finding> findings = systems.findings();
        assertThat(findings)
                .extracting(TwoSystems::told)
                .containsExactly("INCONSISTENT appointments 300002 CANCELLED_JOB_WITH_LIVE_SLOT");
        assertThat(findings.getFirst().also())
                .extracting(it -> it.type() + " " + it.detail())
                .containsExactly("INCONSISTENT OPERATIVE_TWICE");
    }

    @Test
    void freeTextIsComparedLetterByLetterAndNeverShown() throws Exception {
        String text = "Ada Amberley, 07700 900001, says the boiler is “dead”";
        ComparableRow job = aJob("01").with("description", text);
        systems.legacyHolds(job).targetHolds(job.with("description", text.substring(0, 19)));
        systems.legacyHolds(aJob("02").with("description", text)).targetHolds(aJob("02"));
        systems.bothHold(aJob("03").with("description", text)).bothHold(anAppointment("300003", "03"));

        List<Finding> findings = systems.findings();
        assertThat(findings)
                .extracting(TwoSystems::told)
                .containsExactly("DIFFERENT jobs 01 CUT_SHORT", "DIFFERENT jobs 02 UNEXPLAINED");
        assertThat(findings)
                .flatExtracting(Finding::fields)
                .containsExactly(
                        new FieldDifference(
                                "description", "53 characters", "19 characters, differs from character 20 on"),
                        new FieldDifference("description", "53 characters", ""));
        assertThat(findings.toString())
                .doesNotContain("Ada")
                .doesNotContain("boiler")
                .doesNotContain("07700");
        try (var files = Files.walk(systems.work())) {
            assertThat(files.filter(Files::isRegularFile))
                    .noneSatisfy(it -> assertThat(it).content().contains("Ada"));
        }
    }

    @Test
    void aReferenceCutAtItsEndIsOneMissingRowAndNotTwoExceptions() {
        systems.bothHold(aJob("0155193210"));
        ComparableRow lost = anAppointment("951310", "0155193210");
        systems.legacyHolds(lost).targetHolds(lost.with("reference", "95131"));
        systems.legacyHolds(anAppointment("951311", "0155193210").with("starts_at", "2026-11-03T08:00"));

        assertThat(systems.exceptions())
                .containsExactly("MISSING appointments 951310 KEY_CHANGED", "MISSING appointments 951311 UNEXPLAINED");
    }

    @Test
    void alikeBeginningsAloneAreNoChangedReference() {
        systems.bothHold(aJob("01")).bothHold(aJob("02"));
        systems.legacyHolds(anAppointment("951310", "01"));
        systems.targetHolds(anAppointment("95131", "02"));

        assertThat(systems.exceptions())
                .containsExactly(
                        "MISSING appointments 951310 UNEXPLAINED", "UNEXPECTED appointments 95131 UNEXPLAINED");
    }

    private void both(String reference, String job, String starts, String ends, String column, String value) {
        ComparableRow row =
                anAppointment(reference, job).with("starts_at", starts).with("ends_at", ends);
        systems.bothHold(aJob(job)).legacyHolds(row).targetHolds(row.with(column, value));
    }

    private void slot(String reference, String job, String slot, String capacity) {
        ComparableRow row = anAppointment(reference, job);
        systems.bothHold(aJob(job))
                .legacyHolds(row)
                .targetHolds(row.with("booked_slot", slot).with("capacity", capacity));
    }
}
