package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;
import static rollcall.reconciler.finding.Population.JOBS;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.RunHeader.Systemic;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.side.Column;

class ReconciliationTest {
    private final TwoSides systems;

    /** Begins with a job and its appointment that are right. */
    ReconciliationTest(@TempDir Path folder) {
        systems = new TwoSides(folder).bothHold(aJob("100")).bothHold(anAppointment("900", "100"));
    }

    @Test
    void equalSidesAreAccountedFor() {
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(TwoSystems.findings(result)).isEmpty();
            assertThat(TwoSystems.tally(result, APPOINTMENTS))
                    .isEqualTo(new Tally(1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(result.header().census().orElseThrow().keys()).isEqualTo(2);
        }
    }

    @Test
    void aRowThatIsNotThereIsMissing() {
        systems.bothHold(aJob("101")).legacyHolds(anAppointment("901", "101").with("vulnerable", "true"));
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.EXCEPTIONS);
            Finding finding = TwoSystems.findings(result).getFirst();
            assertThat(TwoSystems.told(finding)).isEqualTo("MISSING appointments 901 UNEXPLAINED");
            assertThat(finding.startsAt()).contains(java.time.LocalDateTime.of(2026, 10, 20, 8, 0));
            assertThat(finding.job()).isEqualTo("101");
            assertThat(finding.vulnerable()).isTrue();
            assertThat(TwoSystems.tally(result, APPOINTMENTS).missing()).isEqualTo(1);
        }
    }

    @Test
    void countsThatBalanceWhileIdentitiesSwapDeceiveNobody() {
        systems.bothHold(aJob("101")).legacyHolds(anAppointment("901", "101")).targetHolds(anAppointment("999", "101"));
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "MISSING appointments 901 UNEXPLAINED", "UNEXPECTED appointments 999 UNEXPLAINED");
    }

    @Test
    void aRowThatArrivedCancelledIsInvisible() {
        systems.bothHold(aJob("101"))
                .legacyHolds(anAppointment("901", "101"))
                .targetHolds(anAppointment("901", "101").with("live", "false").with("status", "30"));
        Finding finding = systems.findings().getFirst();
        assertThat(TwoSystems.told(finding)).isEqualTo("INVISIBLE appointments 901 CANCELLED");
        assertThat(finding.fields()).containsExactly(new FieldDifference("status", "80", "30"));
    }

    @Test
    void aRowThatStaffCannotListIsInvisible() {
        systems.bothHold(aJob("101"))
                .legacyHolds(anAppointment("901", "101"))
                .targetHolds(anAppointment("901", "101").with("visible", "false"));
        assertThat(systems.exceptions()).containsExactly("INVISIBLE appointments 901 DEAD_END_STATUS");
    }

    @Test
    void aRowThatSaysNothingOfBeingLiveThereIsInvisible() {
        systems.legacyHolds(visit("901")).targetHolds(visit("901").with("live", ""));
        assertThat(systems.exceptions()).containsExactly("INVISIBLE appointments 901 CANCELLED");
    }

    @Test
    void aRowThatLegacyHoldsDeadAndStaffSeeLiveIsDifferent() {
        systems.legacyHolds(anAppointment("901", "100").with("trade", "EL").with("live", "false"))
                .targetHolds(anAppointment("901", "100").with("trade", "EL"))
                .legacyHolds(anAppointment("902", "100").with("trade", "RF").with("live", "false"))
                .targetHolds(anAppointment("902", "100").with("trade", "RF").with("visible", "false"));
        List<Finding> findings = systems.findings();
        assertThat(findings.stream().map(TwoSystems::told)).containsExactly("DIFFERENT appointments 901 UNEXPLAINED");
        assertThat(findings.getFirst().fields()).containsExactly(new FieldDifference("live", "false", "true"));
    }

    @Test
    void visibleCountsWithoutLiveToo() {
        systems.lacking(Column.LIVE)
                .legacyHolds(visit("901"))
                .targetHolds(visit("901").with("visible", "false"));
        assertThat(systems.exceptions()).containsExactly("INVISIBLE appointments 901 DEAD_END_STATUS");
    }

    @Test
    void aColumnThatDiffersIsDifferentAndNamesEveryColumn() {
        systems.bothHold(aJob("101"))
                .legacyHolds(anAppointment("901", "101"))
                .targetHolds(anAppointment("901", "101")
                        .with("slot", "PM")
                        .with("alerts", "DA")
                        .with("vulnerable", ""));
        Finding finding = systems.findings().getFirst();
        assertThat(TwoSystems.told(finding)).isEqualTo("DIFFERENT appointments 901 UNEXPLAINED");
        assertThat(finding.fields())
                .containsExactly(
                        new FieldDifference("slot", "AM", "PM"),
                        new FieldDifference("vulnerable", "false", ""),
                        new FieldDifference("alerts", "", "DA"));
    }

    /** Each column by itself: where others differ with it, one that is overlooked is still told with them. */
    @ParameterizedTest
    @MethodSource("rollcall.reconciler.side.Column#compared")
    void aRowThatDiffersInOneColumnOnlyIsDifferentInThatColumn(Column column) {
        ComparableRow right = anAppointment("901", "101");
        String wrong = switch (column.type()) {
            case FLAG -> "true";
            case TIME -> "2026-10-20T08:01";
            case TEXT, CODE -> "other";
        };
        systems.bothHold(aJob("101"))
                .bothHold(aJob("other"))
                .legacyHolds(right)
                .targetHolds(right.with(column.word(), wrong));
        assertThat(systems.findings()).singleElement().satisfies(it -> {
            assertThat(TwoSystems.told(it)).startsWith("DIFFERENT appointments 901 ");
            assertThat(it.fields()).extracting(FieldDifference::name).containsExactly(column.word());
        });
    }

    @Test
    void aWindowAnHourOffAtBothEndsSaysSo() {
        systems.bothHold(aJob("101"))
                .legacyHolds(anAppointment("901", "101"))
                .targetHolds(anAppointment("901", "101")
                        .with("starts_at", "2026-10-20T07:00")
                        .with("ends_at", "2026-10-20T11:00"));
        assertThat(systems.exceptions()).containsExactly("DIFFERENT appointments 901 SHIFTED_ONE_HOUR");
    }

    @Test
    void anotherPropertySaysSo() {
        systems.bothHold(aJob("101"))
                .legacyHolds(anAppointment("901", "101"))
                .targetHolds(anAppointment("901", "101").with("property", "P7"));
        assertThat(systems.exceptions()).containsExactly("DIFFERENT appointments 901 WRONG_PROPERTY");
    }

    @Test
    void oneRowHereAndTwoThereAreDuplicated() {
        systems.targetHolds(anAppointment("900", "100").with("target_id", "second"));
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result).stream().map(TwoSystems::told))
                    .containsExactly("DUPLICATED appointments 900 UNEXPLAINED");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).duplicated()).isEqualTo(1);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).matched()).isZero();
        }
    }

    @Test
    void twoRowsHereAndOneThereAreMissing() {
        systems.legacyHolds(anAppointment("900", "100"));
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result).stream().map(TwoSystems::told))
                    .containsExactly("MISSING appointments 900 UNEXPLAINED");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).matched()).isEqualTo(1);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).missing()).isEqualTo(1);
        }
    }

    @Test
    void twoRowsOnEachSideAreEqualInAnyOrder() {
        ComparableRow morning = anAppointment("901", "100").with("trade", "EL");
        ComparableRow afternoon = morning.with("slot", "PM");
        systems.legacyHolds(morning)
                .legacyHolds(afternoon)
                .targetHolds(afternoon)
                .targetHolds(morning);
        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void ofTwoRowsUnderOneReferenceEachMeetsItsEqualThoughTheNewSystemHoldsThemInAnotherOrder() {
        ComparableRow morning = anAppointment("901", "100").with("trade", "EL");
        ComparableRow afternoon = morning.with("slot", "PM");
        systems.legacyHolds(morning)
                .legacyHolds(afternoon)
                .targetHolds(afternoon.with("target_id", "1"))
                .targetHolds(morning.with("target_id", "2"));
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result)).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
        }
    }

    @Test
    void ofTwoRowsUnderOneReferenceTheOneThatIsNotThereIsTheMissingOne() {
        ComparableRow morning = anAppointment("901", "100").with("trade", "EL");
        ComparableRow afternoon = morning.with("starts_at", "2026-10-20T13:00").with("ends_at", "2026-10-20T17:00");
        systems.legacyHolds(morning).legacyHolds(afternoon).targetHolds(morning);
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result)).singleElement().satisfies(it -> {
                assertThat(TwoSystems.told(it)).isEqualTo("MISSING appointments 901 UNEXPLAINED");
                assertThat(it.startsAt()).contains(LocalDateTime.parse("2026-10-20T13:00"));
            });
        }
    }

    @Test
    void rowsUnderOneReferenceThatAreBentMeetThoseFromWhichTheyDifferLeast() {
        ComparableRow morning = anAppointment("901", "100").with("trade", "EL");
        ComparableRow afternoon = morning.with("starts_at", "2026-10-20T13:00")
                .with("ends_at", "2026-10-20T17:00")
                .with("slot", "PM");
        systems.legacyHolds(morning)
                .legacyHolds(afternoon)
                .targetHolds(afternoon.with("contractor", "H06").with("target_id", "1"))
                .targetHolds(morning.with("contractor", "H06").with("target_id", "2"));
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .singleElement()
                    .satisfies(it -> assertThat(it.fields())
                            .extracting(FieldDifference::name)
                            .containsExactly("contractor"));
        }
    }

    /** The first is nearest to a row that the second needs more. */
    @Test
    void theFewestDifferencesAreThoseOfAllRowsTogether() {
        ComparableRow one = anAppointment("901", "100").with("trade", "EL");
        ComparableRow other = one.with("contractor", "H06").with("slot", "PM");
        systems.legacyHolds(one)
                .legacyHolds(other)
                .targetHolds(one.with("contractor", "H06").with("target_id", "1"))
                .targetHolds(one.with("status", "30").with("priority", "2").with("target_id", "2"));
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .singleElement()
                    .satisfies(it -> assertThat(it.fields())
                            .extracting(FieldDifference::name)
                            .containsExactly("status", "priority"));
        }
    }

    @Test
    void ofTwoRowsUnderOneReferenceOnlyTheBentOneIsDifferentThoughTheNewSystemHoldsThemInAnotherOrder() {
        ComparableRow morning = anAppointment("901", "100").with("trade", "EL");
        ComparableRow afternoon = morning.with("slot", "PM");
        systems.legacyHolds(morning)
                .legacyHolds(afternoon)
                .targetHolds(afternoon.with("contractor", "H06").with("target_id", "1"))
                .targetHolds(morning.with("target_id", "2"));
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result)).singleElement().satisfies(it -> {
                assertThat(TwoSystems.told(it)).isEqualTo("DIFFERENT appointments 901 UNEXPLAINED");
                assertThat(it.fields()).containsExactly(new FieldDifference("contractor", "H01", "H06"));
            });
            assertThat(TwoSystems.tally(result, APPOINTMENTS).different()).isEqualTo(1);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).matched()).isEqualTo(2);
        }
    }

    @Test
    void aRowWithoutReferenceIsUnexpectedUnderItsId() {
        systems.targetHolds(anAppointment("", "100").with("target_id", "77"));
        assertThat(systems.exceptions()).containsExactly("UNEXPECTED appointments new:77 NO_REFERENCE");
    }

    @Test
    void aRowThatIsLeftOutAndIsThereIsUnexpected() {
        systems.bothHold(anAppointment("901", "100").with("kind", "closed").with("trade", "EL"))
                .bothHold(anAppointment("902", "100")
                        .with("superseded_by", "900")
                        .with("live", "false")
                        .with("trade", "RF"));
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result).stream().map(TwoSystems::told))
                    .containsExactly(
                            "UNEXPECTED appointments 901 EXCLUDED_BY_SCOPE", "UNEXPECTED appointments 902 SUPERSEDED");
            Tally tally = TwoSystems.tally(result, APPOINTMENTS);
            assertThat(List.of(tally.excluded(), tally.superseded(), tally.unexpected(), tally.remainder()))
                    .containsExactly(1L, 1L, 2L, 0L);
        }
    }

    @Test
    void aLegacyCodeIsComparedByItsNewCode() {
        systems.codes("trade", Map.of("PL", "PL", "GS", "GH"))
                .bothHold(aJob("101"))
                .legacyHolds(anAppointment("901", "101").with("trade", "GS"))
                .targetHolds(anAppointment("901", "101").with("trade", "GH"));
        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void aCodeWithoutMappingIsNeverEqual() {
        systems.codes("trade", Map.of("PL", "PL"))
                .bothHold(aJob("101"))
                .bothHold(anAppointment("901", "101").with("trade", "D33"));
        Finding finding = systems.findings().getFirst();
        assertThat(TwoSystems.told(finding)).isEqualTo("DIFFERENT appointments 901 UNMAPPED_CODE");
        assertThat(finding.causeDetail()).isEqualTo("trade D33 has no mapping");
        assertThat(finding.fields()).containsExactly(new FieldDifference("trade", "D33 (no mapping)", "D33"));
        assertThat(finding.trade()).isEqualTo("D33");
    }

    @Test
    void keysThatJoinToTheSameTextAreTwoKeys() {
        systems.legacyHolds(anAppointment("AB", "C").with("job", "C"))
                .targetHolds(anAppointment("A", "BC").with("job", "BC"));
        assertThat(systems.exceptions())
                .containsExactly("MISSING appointments AB UNEXPLAINED", "UNEXPECTED appointments A UNEXPLAINED");
    }

    @Test
    void aReferenceThatLostItsLeadingZerosIsOneMissingRow() {
        systems.legacyHolds(aJob("00014665"))
                .targetHolds(aJob("14665").with("property", "P00014665"))
                .legacyHolds(aJob("0-7"))
                .legacyHolds(aJob("07"))
                .targetHolds(aJob("7"));
        List<Finding> findings = systems.findings();
        assertThat(findings.stream().map(TwoSystems::told))
                .containsExactlyInAnyOrder(
                        "MISSING jobs 00014665 KEY_CHANGED",
                        "MISSING jobs 0-7 UNEXPLAINED",
                        "MISSING jobs 07 UNEXPLAINED",
                        "UNEXPECTED jobs 7 UNEXPLAINED");
        Finding changed = findings.stream()
                .filter(it -> it.cause().equals("KEY_CHANGED"))
                .findFirst()
                .orElseThrow();
        assertThat(changed.causeDetail()).isEqualTo("there as '14665'");
        assertThat(changed.also())
                .containsExactly(new AlsoTrue(JOBS, ExceptionClass.UNEXPECTED, "14665", "KEY_CHANGED"));
    }

    @Test
    void aMissingJobIsToldWithItsMissingAppointment() {
        systems.legacyHolds(aJob("101")).legacyHolds(anAppointment("901", "101"));
        try (Result result = systems.run()) {
            List<Finding> findings = TwoSystems.findings(result);
            assertThat(findings.stream().map(TwoSystems::told)).containsExactly("MISSING appointments 901 UNEXPLAINED");
            assertThat(findings.getFirst().also())
                    .containsExactly(new AlsoTrue(JOBS, ExceptionClass.MISSING, "101", ""));
            assertThat(TwoSystems.tally(result, JOBS).missing()).isEqualTo(1);
            assertThat(result.header().exceptions()).isEqualTo(1);
        }
    }

    @Test
    void aMissingJobIsToldByItselfWhenAnAppointmentOfItIsRight() {
        systems.legacyHolds(aJob("101"))
                .legacyHolds(anAppointment("901", "101"))
                .bothHold(anAppointment("902", "101").with("trade", "EL"));
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder("MISSING appointments 901 UNEXPLAINED", "MISSING jobs 101 UNEXPLAINED");
    }

    @Test
    void aMissingJobWithoutAppointmentIsToldByItself() {
        systems.legacyHolds(aJob("101"));
        assertThat(systems.exceptions()).containsExactly("MISSING jobs 101 UNEXPLAINED");
    }

    @Test
    void aDifferentJobIsToldByItselfWhenItsAppointmentDiffersInSomethingElse() {
        systems.legacyHolds(aJob("101"))
                .targetHolds(aJob("101").with("priority", "4"))
                .legacyHolds(anAppointment("901", "101"))
                .targetHolds(anAppointment("901", "101").with("slot", "PM"));
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder("DIFFERENT appointments 901 UNEXPLAINED", "DIFFERENT jobs 101 UNEXPLAINED");
    }

    @Test
    void aDifferentJobIsToldWithAnAppointmentThatDiffersInTheSameColumn() {
        systems.legacyHolds(aJob("101"))
                .targetHolds(aJob("101").with("priority", "4"))
                .legacyHolds(anAppointment("901", "101"))
                .targetHolds(anAppointment("901", "101").with("priority", "4").with("slot", "PM"));
        List<Finding> findings = systems.findings();
        assertThat(findings.stream().map(TwoSystems::told)).containsExactly("DIFFERENT appointments 901 UNEXPLAINED");
        assertThat(findings.getFirst().also())
                .containsExactly(new AlsoTrue(JOBS, ExceptionClass.DIFFERENT, "101", "priority"));
    }

    @Test
    void aDifferentJobIsToldByItselfWhenItsAppointmentHasAnotherValueInTheSameColumn() {
        systems.legacyHolds(aJob("101"))
                .targetHolds(aJob("101").with("priority", "4"))
                .legacyHolds(anAppointment("901", "101"))
                .targetHolds(anAppointment("901", "101").with("priority", "5"));
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder("DIFFERENT appointments 901 UNEXPLAINED", "DIFFERENT jobs 101 UNEXPLAINED");
    }

    @Test
    void aMissingJobIsToldByItselfWhenOneOfItsTwoAppointmentsOnlyDiffers() {
        systems.legacyHolds(aJob("101"))
                .legacyHolds(anAppointment("901", "101"))
                .legacyHolds(anAppointment("902", "101").with("trade", "EL"))
                .targetHolds(anAppointment("902", "101").with("trade", "EL").with("slot", "PM"));
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "MISSING appointments 901 UNEXPLAINED",
                        "DIFFERENT appointments 902 UNEXPLAINED",
                        "MISSING jobs 101 UNEXPLAINED");
    }

    @Test
    void aMissingJobIsToldByItselfWhenItsAppointmentWasOver() {
        systems.legacyHolds(aJob("101")).legacyHolds(anAppointment("901", "101").with("live", "false"));
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder("MISSING appointments 901 UNEXPLAINED", "MISSING jobs 101 UNEXPLAINED");
    }

    @Test
    void aMissingJobIsToldByItselfWhenItsAppointmentOnlyDiffers() {
        systems.legacyHolds(aJob("101"))
                .legacyHolds(anAppointment("901", "101"))
                .targetHolds(anAppointment("901", "101").with("slot", "PM"));
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder("DIFFERENT appointments 901 UNEXPLAINED", "MISSING jobs 101 UNEXPLAINED");
    }

    @Test
    void aHiddenJobIsToldWithItsMissingAppointment() {
        systems.legacyHolds(aJob("101"))
                .targetHolds(aJob("101").with("visible", "false"))
                .legacyHolds(anAppointment("901", "101"));
        assertThat(systems.exceptions()).containsExactly("MISSING appointments 901 UNEXPLAINED");
    }

    @Test
    void twoExceptionsUnderOneNameAreBothTold() {
        systems.legacyHolds(aJob("new:7"))
                .targetHolds(aJob("").with("target_id", "7").with("property", "P7"));
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder("MISSING jobs new:7 UNEXPLAINED", "UNEXPECTED jobs new:7 NO_REFERENCE");
    }

    @Test
    void anAppointmentThatDiffersStandsInTheWayOfAnotherForItsJobAndTrade() {
        systems.legacyHolds(anAppointment("901", "100"))
                .targetHolds(anAppointment("901", "100").with("slot", "PM"));
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "INCONSISTENT appointments 900 TWO_FOR_ONE_TRADE", "DIFFERENT appointments 901 UNEXPLAINED");
    }

    @Test
    void anAppointmentThatIsWronglyLiveIsOneException() {
        systems.legacyHolds(anAppointment("901", "100").with("live", "false")).targetHolds(anAppointment("901", "100"));
        assertThat(systems.exceptions()).hasSize(1).allMatch(it -> it.startsWith("DIFFERENT appointments 901"));
    }

    @Test
    void anAppointmentThatIsWronglyOfAnothersTradeIsOneException() {
        systems.legacyHolds(anAppointment("901", "100").with("trade", "EL")).targetHolds(anAppointment("901", "100"));
        assertThat(systems.exceptions()).containsExactly("DIFFERENT appointments 901 UNEXPLAINED");
    }

    @Test
    void twoTradesOfLegacyThatTheCodeTableMakesOneMayEachHaveAnAppointment() {
        systems.codes("trade", Map.of("PL", "PL", "GS", "PL", "EL", "EL"))
                .legacyHolds(anAppointment("901", "100").with("trade", "GS"))
                .targetHolds(anAppointment("901", "100"));
        assertThat(systems.exceptions()).isEmpty();
        systems.bothHold(anAppointment("902", "100"));
        assertThat(systems.exceptions()).containsExactly("INCONSISTENT appointments 902 TWO_FOR_ONE_TRADE");
    }

    @Test
    void appointmentsAreNotSaidToLackAJobWhenNeitherSideNamesJobs() {
        systems.lacking(Column.JOB);
        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void twoLiveAppointmentsForOneJobAndTradeAreInconsistent() {
        systems.bothHold(anAppointment("901", "100"));
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result).stream().map(TwoSystems::told))
                    .containsExactly("INCONSISTENT appointments 901 TWO_FOR_ONE_TRADE");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).inconsistent()).isEqualTo(1);
        }
    }

    @Test
    void twoAppointmentsForOneJobAndTwoTradesAreNot() {
        systems.bothHold(anAppointment("901", "100").with("trade", "EL"));
        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void anAppointmentWhoseJobIsNotThereIsInconsistent() {
        systems.bothHold(anAppointment("901", "555"));
        assertThat(systems.exceptions()).containsExactly("INCONSISTENT appointments 901 JOB_NOT_THERE");
    }

    @Test
    void anAppointmentWhoseJobIsMissingIsNotASecondException() {
        systems.legacyHolds(aJob("101")).bothHold(anAppointment("901", "101"));
        assertThat(systems.exceptions()).containsExactly("MISSING jobs 101 UNEXPLAINED");
    }

    @Test
    void anAcceptedAppointmentDoesNotTakeItsJobWithIt() {
        systems.legacyHolds(aJob("101"))
                .legacyHolds(anAppointment("901", "101"))
                .accepts(APPOINTMENTS, "901", ExceptionClass.MISSING, Optional.of(LocalDate.of(2026, 10, 16)));
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.EXCEPTIONS);
            assertThat(TwoSystems.findings(result).stream().map(TwoSystems::told))
                    .containsExactly("MISSING jobs 101 UNEXPLAINED");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).accepted()).isEqualTo(1);
            assertThat(TwoSystems.tally(result, JOBS).accepted()).isZero();
        }
    }

    @Test
    void anAppointmentAndItsJobAcceptedEachByNameAreBothCounted() {
        systems.legacyHolds(aJob("101"))
                .legacyHolds(anAppointment("901", "101"))
                .accepts(APPOINTMENTS, "901", ExceptionClass.MISSING, Optional.empty())
                .accepts(JOBS, "101", ExceptionClass.MISSING, Optional.empty());
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).accepted()).isEqualTo(1);
            assertThat(TwoSystems.tally(result, JOBS).accepted()).isEqualTo(1);
            assertThat(result.header().notes()).noneMatch(it -> it.startsWith("accepted.csv"));
        }
    }

    @Test
    void aJobIsToldWithThoseOfItsAppointmentsThatAreNotAccepted() {
        systems.legacyHolds(aJob("101"))
                .legacyHolds(anAppointment("901", "101"))
                .legacyHolds(anAppointment("902", "101").with("trade", "EL"))
                .accepts(APPOINTMENTS, "901", ExceptionClass.MISSING, Optional.empty());
        List<Finding> findings = systems.findings();
        assertThat(findings.stream().map(TwoSystems::told)).containsExactly("MISSING appointments 902 UNEXPLAINED");
        assertThat(findings.getFirst().also()).containsExactly(new AlsoTrue(JOBS, ExceptionClass.MISSING, "101", ""));
    }

    @Test
    void anAcceptedJobIsNotToldWithItsAppointment() {
        systems.legacyHolds(aJob("101"))
                .legacyHolds(anAppointment("901", "101"))
                .accepts(JOBS, "101", ExceptionClass.MISSING, Optional.empty());
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result).getFirst().also()).isEmpty();
            assertThat(TwoSystems.tally(result, JOBS).accepted()).isEqualTo(1);
        }
    }

    @Test
    void anAcceptedClassDoesNotTakeWhatElseIsTrueOfTheReferenceWithIt() {
        ComparableRow cancelled = anAppointment("901", "100")
                .with("trade", "EL")
                .with("live", "false")
                .with("status", "30");
        systems.legacyHolds(anAppointment("901", "100").with("trade", "EL"))
                .targetHolds(cancelled)
                .targetHolds(cancelled.with("target_id", "second"))
                .legacyHolds(anAppointment("902", "100").with("trade", "RF"))
                .legacyHolds(anAppointment("902", "100").with("trade", "RF"))
                .targetHolds(anAppointment("902", "100").with("trade", "RF").with("visible", "false"))
                .accepts(APPOINTMENTS, "901", ExceptionClass.DUPLICATED, Optional.empty())
                .accepts(APPOINTMENTS, "902", ExceptionClass.MISSING, Optional.empty());
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "DUPLICATED appointments 901 UNEXPLAINED", "MISSING appointments 902 UNEXPLAINED");
        systems.accepts(APPOINTMENTS, "901", ExceptionClass.INVISIBLE, Optional.empty())
                .accepts(APPOINTMENTS, "902", ExceptionClass.INVISIBLE, Optional.empty());
        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void anAcceptedMissingRowDoesNotTakeTheUnexpectedOneWithIt() {
        systems.legacyHolds(aJob("0101"))
                .targetHolds(aJob("101").with("property", "P0101"))
                .accepts(JOBS, "0101", ExceptionClass.MISSING, Optional.empty());
        assertThat(systems.exceptions()).containsExactly("MISSING jobs 0101 KEY_CHANGED");
    }

    @Test
    void referencesThatAreAlikeAndShareNothingElseAreTwoExceptions() {
        systems.legacyHolds(aJob("0101")).targetHolds(aJob("101").with("property", "P7"));
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder("MISSING jobs 0101 UNEXPLAINED", "UNEXPECTED jobs 101 UNEXPLAINED");
    }

    @Test
    void acceptanceEndsAfterItsLastDayAndHoldsForItsClassOnly() {
        systems.legacyHolds(aJob("101"))
                .legacyHolds(aJob("102"))
                .accepts(JOBS, "101", ExceptionClass.MISSING, Optional.of(LocalDate.of(2026, 10, 15)))
                .accepts(JOBS, "102", ExceptionClass.DIFFERENT, Optional.empty());
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result).stream().map(TwoSystems::told))
                    .containsExactly("MISSING jobs 101 UNEXPLAINED", "MISSING jobs 102 UNEXPLAINED");
            assertThat(result.header().notes())
                    .contains(
                            "accepted.csv line 2: jobs 101 MISSING was accepted until 2026-10-15 only; decide again",
                            "accepted.csv line 3: jobs 102 DIFFERENT does not occur any more; delete the line");
        }
    }

    @Test
    void whatIsAcceptedInOneColumnIsAnExceptionOnceItDiffersInAnother() {
        systems.legacyHolds(aJob("101"))
                .legacyHolds(aJob("102"))
                .targetHolds(aJob("101").with("priority", "9"))
                .targetHolds(aJob("102").with("priority", "9").with("trade", "EL"))
                .acceptsOnly(JOBS, "101", ExceptionClass.DIFFERENT, List.of("priority"), Optional.empty())
                .acceptsOnly(JOBS, "102", ExceptionClass.DIFFERENT, List.of("priority"), Optional.empty());
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result).stream().map(Finding::reference))
                    .containsExactly("102");
            assertThat(TwoSystems.tally(result, JOBS).accepted()).isEqualTo(1);
            assertThat(result.header().notes().stream().filter(it -> it.startsWith("accepted.csv")))
                    .containsExactly(
                            "accepted.csv line 3: jobs 102 DIFFERENT is accepted in priority only, and differs in trade;"
                                    + " decide again");
        }
    }

    @Test
    void whatIsAcceptedForOneCauseIsAnExceptionForAnother() {
        systems.legacyHolds(aJob("101"))
                .legacyHolds(aJob("102"))
                .acceptsOnly(JOBS, "101", ExceptionClass.MISSING, List.of(), Optional.of("REJECTED"))
                .acceptsOnly(JOBS, "102", ExceptionClass.MISSING, List.of(), Optional.of("UNEXPLAINED"));
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result).stream().map(Finding::reference))
                    .containsExactly("101");
            assertThat(result.header().notes().stream().filter(it -> it.startsWith("accepted.csv")))
                    .containsExactly(
                            "accepted.csv line 2: jobs 101 MISSING is accepted for REJECTED only, and is UNEXPLAINED;"
                                    + " decide again");
        }
    }

    @Test
    void aCauseThatTwoExceptionsShareIsToldOnce() {
        systems.codes("trade", Map.of("PL", "PL"))
                .legacyHolds(aJob("101").with("trade", "D33"))
                .legacyHolds(aJob("102").with("trade", "D33"));
        try (Result result = systems.run()) {
            assertThat(result.header().systemic())
                    .containsExactly(new Systemic("UNMAPPED_CODE", "trade D33 has no mapping", 2));
        }
    }

    @Test
    void theSoonestVisitComesFirstAndJobsWithoutVisitLast() {
        systems.legacyHolds(aJob("101"))
                .bothHold(aJob("102"))
                .legacyHolds(anAppointment("902", "102").with("starts_at", "2026-10-21T08:00"))
                .bothHold(aJob("103"))
                .legacyHolds(anAppointment("904", "103").with("priority", "4").with("trade", "EL"))
                .legacyHolds(anAppointment("903", "103").with("priority", "10"));
        assertThat(systems.exceptions())
                .containsExactly(
                        "MISSING appointments 903 UNEXPLAINED",
                        "MISSING appointments 904 UNEXPLAINED",
                        "MISSING appointments 902 UNEXPLAINED",
                        "MISSING jobs 101 UNEXPLAINED");
    }

    /** An appointment that is in nobody's way. */
    private static ComparableRow visit(String reference) {
        return anAppointment(reference, "100").with("trade", "T" + reference);
    }
}
