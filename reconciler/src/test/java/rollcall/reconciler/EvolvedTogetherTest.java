package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Hints.NearMatch;
import rollcall.reconciler.plan.Accounts;
import rollcall.reconciler.plan.EvolvedPlan;
import rollcall.reconciler.plan.EvolvedPlan.Burst;
import rollcall.reconciler.plan.EvolvedPlan.Cancel;
import rollcall.reconciler.plan.ReconciliationPlan;

/** The rules see what staff have rightly changed as it is now, and what they have booked. */
class EvolvedTogetherTest {
    private static final Accounts STAFF = new Accounts(List.of("*@council.example"));
    private static final EvolvedPlan PLAN = new EvolvedPlan(
            LocalDateTime.of(2026, 10, 19, 7, 0),
            STAFF,
            new Accounts(List.of("rollcall")),
            Set.of("starts_at", "ends_at", "status", "trade"),
            Map.of("80", Set.of("50", "30")),
            new Cancel(Set.of("30"), Set.of("Tenant cancelled"), STAFF),
            new Burst(3, 1),
            STAFF);

    private final TwoSides systems;

    EvolvedTogetherTest(@TempDir Path folder) {
        systems = new TwoSides(folder)
                .changed(it -> new ReconciliationPlan(
                        it.name(),
                        it.source(),
                        it.target(),
                        it.census(),
                        it.contact(),
                        it.ledger(),
                        List.of(),
                        Optional.of(PLAN)))
                .bothHold(aJob("100"))
                .bothHold(visit("900", "08"));
    }

    @Test
    void aVisitThatStaffHaveMovedIsWhereItIsNow() {
        systems.legacyHolds(visit("901", "08"))
                .targetHolds(byStaff(visit("901", "13")).with("operative", "7"));
        systems.legacyHolds(visit("902", "13")).targetHolds(visit("902", "13").with("operative", "7"));
        systems.legacyHolds(visit("903", "15")).targetHolds(visit("903", "15").with("operative", "8"));
        systems.legacyHolds(visit("904", "15"))
                .targetHolds(byStaff(visit("904", "09")).with("operative", "8"));

        assertThat(systems.exceptions()).containsExactly("INCONSISTENT appointments 902 OPERATIVE_TWICE");
    }

    @Test
    void aVisitThatStaffHaveBookedMayBeInTheWayOfAnother() {
        systems.legacyHolds(visit("901", "08")).targetHolds(visit("901", "08").with("operative", "7"));
        systems.targetHolds(made("77", visit("", "09")).with("operative", "7"));
        systems.targetHolds(made("78", visit("", "08").with("trade", "EL")).with("operative", "8"));
        systems.targetHolds(made("79", visit("", "08")).with("operative", "8").with("live", "false"));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail() + " "
                        + it.startsAt().orElseThrow())
                .containsExactly("INCONSISTENT appointments new:77 OPERATIVE_TWICE the other is 901 2026-10-20T09:00");
    }

    @Test
    void aSecondVisitForAJobAndTradeIsWhatStaffHaveBooked() {
        systems.targetHolds(made("77", visit("", "13").with("trade", "T900")));

        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void twoVisitsThatStaffHaveBookedForAJobAndTradeAreOneTooMany() {
        systems.targetHolds(made("77", visit("", "13").with("trade", "T900")))
                .targetHolds(made("78", visit("", "15").with("trade", "T900")))
                .targetHolds(made("79", visit("", "16").with("trade", "EL")))
                .targetHolds(made("80", visit("", "17").with("trade", "EL")).with("live", "false"))
                .targetHolds(made("81", visit("", "18").with("trade", "GS").with("job", "")))
                .targetHolds(made("82", visit("", "19").with("trade", "GS").with("job", "")));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail() + " "
                        + it.startsAt().orElseThrow() + " " + it.trade())
                .containsExactly(
                        "INCONSISTENT appointments new:78 TWO_FOR_ONE_TRADE the other is new:77 2026-10-20T15:00 T900");
    }

    @Test
    void aVisitThatStaffHaveBookedWhenNobodyWasInIsInNobodysWay() {
        ComparableRow first = visit("", "13").with("trade", "EL");
        systems.targetHolds(made("77", first))
                .targetHolds(
                        made("78", first.with("starts_at", "2026-10-22T13:00")).with("created_at", "2026-10-20T13:00"))
                .targetHolds(
                        made("79", first.with("starts_at", "2026-10-24T13:00")).with("created_at", "2026-10-22T12:59"));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail())
                .containsExactly("INCONSISTENT appointments new:79 TWO_FOR_ONE_TRADE the other is new:78");
    }

    @Test
    void aVisitThatStaffHaveBookedForAJobThatIsOverIsNotToBeLive() {
        systems.bothHold(aJob("101").with("live", "false"))
                .legacyHolds(aJob("102"))
                .targetHolds(aJob("102")
                        .with("status", "50")
                        .with("live", "false")
                        .with("status_by", "ben@council.example")
                        .with("status_at", "2026-10-20T10:00"));
        systems.targetHolds(made("77", anAppointment("", "101")))
                .targetHolds(made("78", anAppointment("", "102")))
                .targetHolds(made("79", anAppointment("", "102")).with("live", "false"));

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .containsExactlyInAnyOrder(
                            "INCONSISTENT appointments new:77 CANCELLED_JOB_WITH_LIVE_SLOT",
                            "INCONSISTENT appointments new:78 CANCELLED_JOB_WITH_LIVE_SLOT");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).inconsistent()).isEqualTo(2);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).fresh()).isEqualTo(3);
        }
    }

    /** An operative is in two places with it besides. */
    @Test
    void whatIsWrongAboutAVisitThatStaffHaveBookedIsOneException() {
        systems.bothHold(aJob("101").with("live", "false"));
        systems.legacyHolds(visit("901", "08")).targetHolds(visit("901", "08").with("operative", "7"));
        systems.targetHolds(made("77", visit("", "09").with("job", "101").with("operative", "7")));

        Finding finding = systems.findings().getFirst();
        assertThat(systems.exceptions())
                .containsExactly("INCONSISTENT appointments new:77 CANCELLED_JOB_WITH_LIVE_SLOT");
        assertThat(finding.also()).extracting("detail").containsExactly("OPERATIVE_TWICE");
    }

    @Test
    void aJobForWhichStaffHaveBookedHasItsAppointment() {
        for (String job : List.of("101", "102")) {
            systems.legacyHolds(aJob(job).with("needs_appointment", "true")).targetHolds(aJob(job));
        }
        systems.targetHolds(made("77", anAppointment("", "101")));
        systems.targetHolds(made("78", anAppointment("", "102")).with("live", "false"));

        assertThat(systems.exceptions()).containsExactly("INCONSISTENT jobs 102 NO_APPOINTMENT");
    }

    @Test
    void anAppointmentOfAJobThatStaffHaveEndedIsNotToBeLive() {
        systems.legacyHolds(aJob("101"))
                .targetHolds(aJob("101")
                        .with("status", "50")
                        .with("live", "false")
                        .with("status_by", "ben@council.example")
                        .with("status_at", "2026-10-20T10:00"));
        systems.bothHold(anAppointment("901", "101"));

        assertThat(systems.exceptions()).containsExactly("INCONSISTENT appointments 901 CANCELLED_JOB_WITH_LIVE_SLOT");
    }

    @Test
    void oneOfTooManyCancellationsTellsWhatIsWrongAboutAnotherRowOfItsReference() {
        systems.bothHold(aJob("101").with("live", "false"));
        for (String reference : List.of("901", "902", "903")) {
            systems.legacyHolds(visit(reference, "13")).targetHolds(cancelled(visit(reference, "13")));
        }
        ComparableRow over = anAppointment("901", "101");
        systems.legacyHolds(over).targetHolds(over.with("target_id", "b"));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it)
                        + it.also().stream()
                                .map(also -> " " + also.type() + " " + also.detail())
                                .toList())
                .containsExactlyInAnyOrder(
                        "INVISIBLE appointments 901 CANCELLED_IN_BULK[ INCONSISTENT CANCELLED_JOB_WITH_LIVE_SLOT]",
                        "INVISIBLE appointments 902 CANCELLED_IN_BULK[]",
                        "INVISIBLE appointments 903 CANCELLED_IN_BULK[]");
    }

    /** The ledger has never heard of 901, of which there are two rows that staff have moved: its word goes with the first. */
    @Test
    void whatTheLedgerHasWrongIsToldOnceAndHidesNoOtherRowOfItsReference() {
        systems.legacyHolds(visit("901", "13")).legacyHolds(visit("901", "16").with("trade", "T902"));
        systems.targetHolds(byStaff(visit("901", "15")).with("target_id", "a"))
                .targetHolds(byStaff(visit("901", "18")).with("trade", "T902").with("target_id", "b"));
        inTheWay();

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "CLAIM appointments 901 NOT_IN_LEDGER",
                        "INCONSISTENT appointments 902 TWO_FOR_ONE_TRADE",
                        "INCONSISTENT appointments 903 TWO_FOR_ONE_TRADE");
    }

    /** 901 has two rows: staff have moved the one; the other was bent on its way, and counts where legacy has it. */
    @Test
    void ofARowThatNobodyHasTouchedLegacysWindowCountsWhateverStaffHaveDoneToAnother() {
        systems.legacyHolds(visit("901", "13"))
                .targetHolds(byStaff(visit("901", "15")).with("target_id", "a"));
        systems.legacyHolds(visit("901", "08").with("trade", "T7"))
                .targetHolds(visit("901", "18")
                        .with("trade", "T7")
                        .with("target_id", "b")
                        .with("operative", "7"));
        systems.legacyHolds(visit("902", "08")).targetHolds(visit("902", "08").with("operative", "7"));

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "DIFFERENT appointments 901 UNEXPLAINED", "INCONSISTENT appointments 902 OPERATIVE_TWICE");
    }

    /** The code table makes one of two trades of legacy: two visits for them are none too many, also once staff have moved one. */
    @Test
    void aVisitThatStaffHaveMovedStaysOfLegacysTrade() {
        systems.codes("trade", Map.of("T900", "T900", "PL", "PL", "GS", "GH", "GB", "GH"));
        systems.legacyHolds(visit("901", "08").with("trade", "GS"))
                .targetHolds(visit("901", "08").with("trade", "GH"));
        systems.legacyHolds(visit("902", "13").with("trade", "GB"))
                .targetHolds(byStaff(visit("902", "15").with("trade", "GH")));

        assertThat(systems.exceptions()).isEmpty();
    }

    /** Here its word goes with the row that nobody has touched. */
    @Test
    void whatTheLedgerHasWrongAboutARowHidesNoRowOfItsReferenceThatStaffHaveMoved() {
        systems.legacyHolds(visit("901", "13")).legacyHolds(visit("901", "16").with("trade", "T902"));
        systems.targetHolds(visit("901", "13").with("target_id", "a"))
                .targetHolds(byStaff(visit("901", "18")).with("trade", "T902").with("target_id", "b"));
        inTheWay();

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "CLAIM appointments 901 NOT_IN_LEDGER",
                        "INCONSISTENT appointments 902 TWO_FOR_ONE_TRADE",
                        "INCONSISTENT appointments 903 TWO_FOR_ONE_TRADE");
    }

    @Test
    void aRowThatStaffHaveChangedIsWhereItIsNowWhateverTheLedgerSays() {
        systems.legacyHolds(visit("904", "13"))
                .targetHolds(byStaff(visit("904", "13").with("trade", "T902")));
        inTheWay();
        systems.bothHold(visit("901", "15").with("trade", "T904").with("live", "false"));
        systems.ledgerEnters(1, "appointments", "901", 1, "LOADED", "", "id-901");

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it)
                        + it.also().stream()
                                .map(also -> " " + also.type() + " " + also.detail())
                                .toList())
                .containsExactly("INCONSISTENT appointments 904 TWO_FOR_ONE_TRADE[ CLAIM no debit]");
    }

    /** Two visits of the trades of 901's two rows, and a ledger that knows all but 901. */
    private void inTheWay() {
        systems.bothHold(visit("902", "10")).bothHold(visit("903", "11").with("trade", "T901"));
        systems.ledgerEnters(1, "jobs", "100", 1, "LOADED", "", "id-100");
        for (String reference : List.of("900", "902", "903")) {
            systems.ledgerEnters(1, "appointments", reference, 1, "LOADED", "", "id-" + reference);
        }
    }

    @Test
    void aTradeThatStaffHaveGivenCounts() {
        systems.legacyHolds(visit("901", "13"))
                .targetHolds(byStaff(visit("901", "13").with("trade", "T900")));
        systems.legacyHolds(visit("902", "15").with("trade", "T900"))
                .targetHolds(byStaff(visit("902", "15").with("trade", "T902")));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail())
                .containsExactly("INCONSISTENT appointments 901 TWO_FOR_ONE_TRADE the other is 900");
    }

    @Test
    void aTradeThatStaffHaveGivenCountsWhicheverOfTheTwoComesFirst() {
        systems.legacyHolds(visit("899", "13"))
                .targetHolds(byStaff(visit("899", "13").with("trade", "T900")));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail())
                .containsExactly("INCONSISTENT appointments 900 TWO_FOR_ONE_TRADE the other is 899");
    }

    @Test
    void aJobWhoseVisitStaffHaveGivenToAnotherTradeHasItsAppointment() {
        systems.legacyHolds(aJob("101").with("needs_appointment", "true")).targetHolds(aJob("101"));
        systems.legacyHolds(visit("901", "13").with("job", "101"))
                .targetHolds(byStaff(visit("901", "13").with("job", "101").with("trade", "T902")));

        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void aJobWhoseVisitStaffHaveMovedHasItsAppointment() {
        systems.legacyHolds(aJob("101").with("needs_appointment", "true")).targetHolds(aJob("101"));
        systems.legacyHolds(visit("901", "13").with("job", "101"))
                .targetHolds(byStaff(visit("901", "15").with("job", "101")));

        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void visitsThatStaffHaveBookedForOneJobTellEachTheirOwnDiary() {
        systems.legacyHolds(visit("901", "08")).targetHolds(visit("901", "08").with("operative", "7"));
        systems.legacyHolds(visit("902", "08")).targetHolds(visit("902", "08").with("operative", "8"));
        systems.targetHolds(made("77", visit("", "09").with("trade", "T7")).with("operative", "7"));
        systems.targetHolds(made("78", visit("", "09").with("trade", "T8")).with("operative", "8"));
        systems.targetHolds(made("79", visit("", "15").with("trade", "T9")).with("operative", "8"));

        assertThat(systems.findings())
                .extracting(it -> TwoSystems.told(it) + " " + it.causeDetail() + " " + it.job() + it.also())
                .containsExactly(
                        "INCONSISTENT appointments new:77 OPERATIVE_TWICE the other is 901 100[]",
                        "INCONSISTENT appointments new:78 OPERATIVE_TWICE the other is 902 100[]");
    }

    @Test
    void whatStaffHaveBookedMayBeTheMissingOne() {
        systems.legacyHolds(visit("901", "13"));
        systems.targetHolds(made("77", visit("", "15").with("trade", "T901")));

        Finding missing = systems.findings().getFirst();
        assertThat(TwoSystems.told(missing)).isEqualTo("MISSING appointments 901 UNEXPLAINED");
        assertThat(missing.hints().near()).contains(new NearMatch("new:77", "same property and day"));
    }

    private static ComparableRow visit(String reference, String hour) {
        return anAppointment(reference, "100")
                .with("trade", "T" + reference)
                .with("starts_at", "2026-10-20T%s:00".formatted(hour))
                .with("ends_at", "2026-10-20T%s:59".formatted(hour.equals("08") ? "09" : hour));
    }

    private static ComparableRow byStaff(ComparableRow row) {
        return row.with("changed_by", "ben@council.example").with("changed_at", "2026-10-19T07:00");
    }

    private static ComparableRow cancelled(ComparableRow row) {
        return row.with("status", "30")
                .with("live", "false")
                .with("status_by", "ben@council.example")
                .with("status_at", "2026-10-19T10:00")
                .with("status_reason", "Tenant cancelled");
    }

    private static ComparableRow made(String id, ComparableRow row) {
        return row.with("target_id", id)
                .with("created_by", "ben@council.example")
                .with("created_at", "2026-10-19T07:00");
    }
}
