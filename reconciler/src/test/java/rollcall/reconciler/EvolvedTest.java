package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;
import static rollcall.reconciler.finding.Population.JOBS;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.Accounts;
import rollcall.reconciler.plan.EvolvedPlan;
import rollcall.reconciler.plan.EvolvedPlan.Burst;
import rollcall.reconciler.plan.EvolvedPlan.Cancel;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.report.EvolvedReport;
import rollcall.reconciler.side.Column;

/** What staff do in the new system after go-live is no exception; whatever lacks a piece of the evidence is. */
class EvolvedTest {
    private static final Accounts STAFF = new Accounts(List.of("*@council.example"));
    private static final EvolvedPlan PLAN = new EvolvedPlan(
            LocalDateTime.of(2026, 10, 19, 7, 0),
            STAFF,
            new Accounts(List.of("rollcall", "svc-*", "robot@council.example")),
            Set.of("starts_at", "ends_at", "slot", "status", "priority"),
            Map.of("80", Set.of("50", "30", "1000"), "1000", Set.of("90")),
            new Cancel(
                    Set.of("30"),
                    Set.of("Tenant cancelled"),
                    new Accounts(List.of("amy@council.example", "robot@council.example"))),
            new Burst(3, 1),
            STAFF);

    private final Path folder;
    private final TwoSides systems;

    EvolvedTest(@TempDir Path folder) {
        this.folder = folder;
        systems = new TwoSides(folder).changed(EvolvedTest::evolving).bothHold(aJob("100"));
    }

    /** A reconciliation for which the plan says what staff may do. */
    static ReconciliationPlan evolving(ReconciliationPlan it) {
        return new ReconciliationPlan(
                it.name(),
                it.source(),
                it.target(),
                it.census(),
                it.contact(),
                it.ledger(),
                List.of(),
                Optional.of(PLAN));
    }

    private static ComparableRow visit(String reference) {
        return anAppointment(reference, "100")
                .with("trade", "T" + reference)
                .with("starts_at", "2026-11-10T08:00")
                .with("ends_at", "2026-11-10T12:00");
    }

    private static ComparableRow moved(ComparableRow row) {
        return row.with("starts_at", "2026-11-12T12:00")
                .with("ends_at", "2026-11-12T17:00")
                .with("changed_by", "ben@council.example")
                .with("changed_at", "2026-10-19T07:00");
    }

    private static ComparableRow cancelled(ComparableRow row) {
        return row.with("status", "30")
                .with("live", "false")
                .with("status_by", "Amy@Council.example")
                .with("status_at", "2026-11-03T10:00")
                .with("status_reason", "Tenant cancelled");
    }

    private static ComparableRow complete(ComparableRow row) {
        return row.with("status", "50")
                .with("live", "false")
                .with("status_by", "ben@council.example")
                .with("status_at", "2026-11-10T07:59");
    }

    private void holds(String reference, UnaryOperator<ComparableRow> there) {
        systems.legacyHolds(visit(reference)).targetHolds(there.apply(visit(reference)));
    }

    @Test
    void whatStaffRightlyDoIsCountedAndShownAndNoException() throws IOException {
        holds("901", EvolvedTest::moved);
        holds("902", EvolvedTest::cancelled);
        holds("903", EvolvedTest::complete);
        holds(
                "904",
                it -> it.with("status", "90")
                        .with("status_by", "ben@council.example")
                        .with("status_at", "2026-10-20T10:00"));
        holds("905", it -> moved(it).with("changed_at", "2026-11-20T23:59"));
        systems.targetHolds(visit("")
                .with("target_id", "77")
                .with("created_by", "ben@council.example")
                .with("created_at", "2026-10-19T07:00"));

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result)).isEmpty();
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).evolved()).isEqualTo(5);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).fresh()).isEqualTo(1);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).matched()).isZero();
            assertThat(TwoSystems.tally(result, APPOINTMENTS).remainder()).isZero();
            StringWriter shown = new StringWriter();
            EvolvedReport.write(result.evolved(), shown);
            assertThat(shown.toString().lines())
                    .containsExactly(
                            "\uFEFFpopulation,reference,what,columns,by,at,reason",
                            "appointments,901,evolved,\"starts_at,ends_at\",ben@council.example,2026-10-19 07:00:00,",
                            "appointments,902,evolved,\"status,live\",Amy@Council.example,2026-11-03 10:00:00,Tenant cancelled",
                            "appointments,903,evolved,\"status,live\",ben@council.example,2026-11-10 07:59:00,",
                            "appointments,904,evolved,status,ben@council.example,2026-10-20 10:00:00,",
                            "appointments,905,evolved,\"starts_at,ends_at\",ben@council.example,2026-11-20 23:59:00,",
                            "appointments,new:77,new,,ben@council.example,2026-10-19 07:00:00,");
        }
    }

    @Test
    void withoutAnyOnePieceOfTheEvidenceAMovedVisitIsAnException() {
        holds("01 nobody", it -> moved(it).with("changed_by", ""));
        holds("02 never", it -> moved(it).with("changed_at", ""));
        holds("03 too early", it -> moved(it).with("changed_at", "2026-10-19T06:59"));
        holds("04 service", it -> moved(it).with("changed_by", "svc-batch"));
        holds("05 service among staff", it -> moved(it).with("changed_by", "robot@council.example"));
        holds("06 stranger", it -> moved(it).with("changed_by", "ben@contractor.example"));
        holds("07 property", it -> moved(it).with("property", "P7"));
        holds("08 raised", it -> moved(it).with("raised", "2026-10-01T10:00"));
        holds("09 status too", it -> moved(it).with("status", "50").with("live", "false"));
        holds("10 template", it -> moved(it).with("starts_at", "2000-01-01T12:00"));
        holds("11 swapped", it -> moved(it).with("starts_at", "2026-10-11T08:00"));

        assertThat(told())
                .containsExactly(
                        Map.entry("01 nobody", "DIFFERENT CHANGED_SINCE_LOAD nobody says who did it"),
                        Map.entry("02 never", "DIFFERENT UNEXPLAINED "),
                        Map.entry("03 too early", "DIFFERENT UNEXPLAINED "),
                        Map.entry("04 service", "DIFFERENT CHANGED_SINCE_LOAD by an account that is not staff's"),
                        Map.entry(
                                "05 service among staff",
                                "DIFFERENT CHANGED_SINCE_LOAD by an account that is not staff's"),
                        Map.entry("06 stranger", "DIFFERENT CHANGED_SINCE_LOAD by an account that is not staff's"),
                        Map.entry("07 property", "DIFFERENT CHANGED_SINCE_LOAD staff may not change property"),
                        Map.entry("08 raised", "DIFFERENT CHANGED_SINCE_LOAD staff may not change raised"),
                        Map.entry("09 status too", "INVISIBLE CANCELLED status 50, in legacy 80"),
                        Map.entry("10 template", "DIFFERENT TEMPLATE_DATE "),
                        Map.entry("11 swapped", "DIFFERENT DAY_AND_MONTH_SWAPPED "));
    }

    @Test
    void withoutAnyOnePieceOfTheEvidenceACancelledVisitIsAnException() {
        holds("01 nobody", it -> cancelled(it).with("status_by", ""));
        holds("02 never", it -> cancelled(it).with("status_at", ""));
        holds("03 too early", it -> cancelled(it).with("status_at", "2026-10-19T06:59"));
        holds("04 service", it -> cancelled(it).with("status_by", "svc-batch"));
        holds("05 may not cancel", it -> cancelled(it).with("status_by", "ben@council.example"));
        holds("06 no reason", it -> cancelled(it).with("status_reason", ""));
        holds("07 other reason", it -> cancelled(it).with("status_reason", "Raised in error"));
        holds("08 off the path", it -> cancelled(it).with("status", "40"));
        holds(
                "09 not to be listed",
                it -> cancelled(it).with("visible", "false").with("status_by", "svc-batch"));
        holds(
                "10 touched since",
                it -> cancelled(it)
                        .with("status_by", "svc-batch")
                        .with("changed_by", "amy@council.example")
                        .with("changed_at", "2026-11-05T10:00"));
        holds("11 complete too early", it -> complete(it).with("status_at", "2026-11-09T23:59"));
        holds(
                "12 no status of its own",
                it -> cancelled(it).with("status", "80").with("status_by", "svc-batch"));

        assertThat(told())
                .containsExactly(
                        Map.entry("01 nobody", "INVISIBLE CANCELLED_SINCE_LOAD nobody says who did it"),
                        Map.entry("02 never", "INVISIBLE CANCELLED status 30, in legacy 80"),
                        Map.entry("03 too early", "INVISIBLE CANCELLED status 30, in legacy 80"),
                        Map.entry("04 service", "INVISIBLE CANCELLED_SINCE_LOAD by an account that is not staff's"),
                        Map.entry(
                                "05 may not cancel",
                                "INVISIBLE CANCELLED_SINCE_LOAD by an account that may not cancel"),
                        Map.entry("06 no reason", "INVISIBLE CANCELLED_SINCE_LOAD without a reason"),
                        Map.entry("07 other reason", "INVISIBLE CANCELLED_SINCE_LOAD for a reason that is not allowed"),
                        Map.entry(
                                "08 off the path",
                                "INVISIBLE CANCELLED_SINCE_LOAD staff may not take it from status '80' to '40'"),
                        Map.entry(
                                "09 not to be listed",
                                "INVISIBLE CANCELLED_SINCE_LOAD by an account that is not staff's"),
                        Map.entry(
                                "10 touched since", "INVISIBLE CANCELLED_SINCE_LOAD by an account that is not staff's"),
                        Map.entry("11 complete too early", "INVISIBLE CANCELLED_SINCE_LOAD ended before its day came"),
                        Map.entry("12 no status of its own", "INVISIBLE CANCELLED status 80, in legacy 80"));
    }

    @Test
    void whoDidItAndWhenIsToldWithTheException() {
        holds("901", it -> cancelled(it).with("status_by", "svc-batch"));

        Finding finding = systems.findings().getFirst();

        assertThat(finding.hints().by()).isEqualTo("svc-batch");
        assertThat(finding.hints().since()).contains(LocalDateTime.of(2026, 11, 3, 10, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoMadeARowAsItIsBeforeGoLiveIsToldTooAndWhereThePlanSaysNothingOfStaff(boolean isTold) {
        if (!isTold) {
            systems.changed(it -> it);
        }
        holds("01 script", it -> calledOff(it, "2026-10-18T02:00").with("status_by", "svc-batch"));
        holds("02 as it was made", it -> made(calledOff(it, "2026-10-17T18:00").with("status_by", "rollcall")));
        holds("03 nobody", it -> calledOff(it, "2026-10-18T02:00").with("status_by", ""));
        holds("04 the status is legacy's", it -> touched(it).with("live", "false"));
        holds("05 cannot be listed", it -> touched(it).with("visible", "false"));
        holds(
                "06 other status",
                it -> touched(it)
                        .with("status", "90")
                        .with("status_by", "svc-batch")
                        .with("status_at", "2026-10-18T02:00"));
        holds("07 moved", it -> touched(it).with("slot", "PM"));
        holds("08 moved as it was made", it -> made(touched(it).with("slot", "PM")));
        holds("09 nothing is told", it -> it.with("slot", "PM"));

        assertThat(systems.findings())
                .extracting(it -> it.reference() + ": " + it.cause() + ", "
                        + it.hints().by() + ", "
                        + it.hints().since().map(LocalDateTime::toString).orElse(""))
                .containsExactlyInAnyOrder(
                        "01 script: CANCELLED, svc-batch, 2026-10-18T02:00",
                        "02 as it was made: CANCELLED, rollcall, 2026-10-17T18:00",
                        "03 nobody: CANCELLED, , 2026-10-18T02:00",
                        "04 the status is legacy's: CANCELLED, , ",
                        "05 cannot be listed: DEAD_END_STATUS, , ",
                        "06 other status: UNEXPLAINED, svc-batch, 2026-10-18T02:00",
                        "07 moved: UNEXPLAINED, ben@council.example, 2026-10-17T18:00",
                        "08 moved as it was made: UNEXPLAINED, , ",
                        "09 nothing is told: UNEXPLAINED, , ");
    }

    private static ComparableRow touched(ComparableRow row) {
        return row.with("changed_by", "ben@council.example").with("changed_at", "2026-10-17T18:00");
    }

    private static ComparableRow made(ComparableRow row) {
        return row.with("created_by", "ben@council.example").with("created_at", "2026-10-17T18:00");
    }

    @Test
    void aVisitThatWasOverMayBeCancelledByAnyOfStaffWithoutAReason() {
        holds("901", it -> calledOff(it, "2026-11-10T12:00"));

        assertThat(systems.exceptions()).isEmpty();
    }

    private static ComparableRow calledOff(ComparableRow row, String at) {
        return cancelled(row)
                .with("status_by", "ben@council.example")
                .with("status_at", at)
                .with("status_reason", "");
    }

    @Test
    void onItsOwnDayAVisitIsToComeUntilTheLaterOfItsWindowsIsOver() {
        holds("01 before it begins", it -> calledOff(it, "2026-11-10T00:05"));
        holds("02 while it runs", it -> calledOff(it, "2026-11-10T11:59"));
        holds("03 as it ends", it -> calledOff(it, "2026-11-10T12:00"));
        holds(
                "04 brought forward",
                it -> calledOff(it, "2026-11-10T10:59")
                        .with("starts_at", "2026-11-06T08:00")
                        .with("ends_at", "2026-11-06T12:00")
                        .with("changed_by", "ben@council.example")
                        .with("changed_at", "2026-11-03T10:00"));
        holds("05 put off", it -> calledOff(moved(it), "2026-11-12T16:59"));
        systems.legacyHolds(visit("06 no end, before it begins").with("ends_at", ""))
                .targetHolds(calledOff(visit("06 no end, before it begins").with("ends_at", ""), "2026-11-10T07:57"));
        systems.legacyHolds(visit("07 no end, as it begins").with("ends_at", ""))
                .targetHolds(calledOff(visit("07 no end, as it begins").with("ends_at", ""), "2026-11-10T08:00"));

        assertThat(told().keySet())
                .containsExactly(
                        "01 before it begins",
                        "02 while it runs",
                        "04 brought forward",
                        "05 put off",
                        "06 no end, before it begins");
    }

    @Test
    void aStatusThatMeansCancelledIsACancellationWhateverElseTheNewSystemSaysOfTheRow() {
        for (boolean tells : List.of(true, false)) {
            TwoSides sides = new TwoSides(folder.resolve("tells-" + tells))
                    .changed(EvolvedTest::evolving)
                    .bothHold(aJob("100"));
            if (!tells) {
                sides.lacking(Column.LIVE).lacking(Column.VISIBLE);
            }
            live(sides, "901", "amy@council.example", "2026-11-03T10:00", "Tenant cancelled");
            live(sides, "902", "ben@council.example", "2026-11-03T11:00", "Tenant cancelled");
            live(sides, "903", "amy@council.example", "2026-11-03T12:00", "");
            live(sides, "904", "ben@council.example", "2026-11-10T13:00", "");
            assertThat(sides.exceptions())
                    .as("it tells live: %s", tells)
                    .containsExactlyInAnyOrder(
                            "DIFFERENT appointments 902 CANCELLED_SINCE_LOAD",
                            "DIFFERENT appointments 903 CANCELLED_SINCE_LOAD");

            live(sides, "905", "amy@council.example", "2026-11-03T10:00", "Tenant cancelled");
            live(sides, "906", "amy@council.example", "2026-11-03T10:01", "Raised in error");
            try (Result result = sides.run()) {
                assertThat(TwoSystems.findings(result).stream().map(TwoSystems::told))
                        .as("it tells live: %s", tells)
                        .containsExactlyInAnyOrder(
                                "INVISIBLE appointments 901 CANCELLED_IN_BULK",
                                "DIFFERENT appointments 902 CANCELLED_SINCE_LOAD",
                                "DIFFERENT appointments 903 CANCELLED_SINCE_LOAD",
                                "INVISIBLE appointments 905 CANCELLED_IN_BULK",
                                "DIFFERENT appointments 906 CANCELLED_SINCE_LOAD");
                assertThat(TwoSystems.tally(result, APPOINTMENTS).remainder()).isZero();
            }
        }
    }

    private static void live(TwoSides sides, String reference, String by, String at, String reason) {
        ComparableRow visit = visit(reference);
        sides.legacyHolds(visit)
                .targetHolds(visit.with("status", "30")
                        .with("status_by", by)
                        .with("status_at", at)
                        .with("status_reason", reason));
    }

    @Test
    void whereNobodyComesNoHandHasMovedAVisit() {
        holds("01 before go-live", it -> bent(it, "2026-10-19T06:59", "2026-10-19T10:00"));
        holds("02 at go-live", it -> bent(it, "2026-10-19T07:00", "2026-10-19T10:00"));
        holds("03 the year before", it -> bent(it, "2025-11-10T08:00", "2025-11-10T12:00"));
        holds("04 no window", it -> bent(it, "", ""));
        holds("05 no window, cancelled", it -> cancelled(bent(it, "", "")));
        holds("06 before all time", it -> bent(it, "1970-01-01T01:00", "1970-01-01T01:00"));
        holds("07 after all time", it -> bent(it, "9999-12-31T00:00", "9999-12-31T00:00"));
        holds(
                "08 the year before, complete",
                it -> complete(bent(it, "2025-11-10T08:00", "2025-11-10T12:00")).with("status_at", "2026-11-03T10:00"));
        systems.legacyHolds(visit("09 before it in legacy").with("starts_at", "2026-10-19T06:59"))
                .targetHolds(bent(visit("09 before it in legacy"), "2026-10-18T08:00", "2026-11-10T12:00"));
        systems.legacyHolds(visit("10 at it in legacy").with("starts_at", "2026-10-19T07:00"))
                .targetHolds(bent(visit("10 at it in legacy"), "2026-10-18T08:00", "2026-11-10T12:00"));

        assertThat(told())
                .containsExactly(
                        Map.entry("01 before go-live", "DIFFERENT UNEXPLAINED "),
                        Map.entry("03 the year before", "DIFFERENT UNEXPLAINED "),
                        Map.entry("04 no window", "DIFFERENT UNEXPLAINED "),
                        Map.entry("06 before all time", "DIFFERENT TEMPLATE_DATE "),
                        Map.entry("07 after all time", "DIFFERENT TEMPLATE_DATE "),
                        Map.entry("08 the year before, complete", "INVISIBLE CANCELLED status 50, in legacy 80"),
                        Map.entry("10 at it in legacy", "DIFFERENT UNEXPLAINED "));
    }

    @Test
    void cancellationsThatAreTooManyAtOnceByOneAccountAreExceptionsWhateverTheySay() {
        at("2026-11-03T10:00", "901");
        at("2026-11-03T10:02", "902", "903");
        at("2026-11-03T10:03", "904");
        at("2026-11-03T10:05", "905", "906");
        at("2026-11-03T10:07", "907", "908");

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result).stream().map(TwoSystems::told))
                    .containsExactlyInAnyOrder(
                            "INVISIBLE appointments 902 CANCELLED_IN_BULK",
                            "INVISIBLE appointments 903 CANCELLED_IN_BULK",
                            "INVISIBLE appointments 904 CANCELLED_IN_BULK");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).invisible()).isEqualTo(3);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).evolved()).isEqualTo(5);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).remainder()).isZero();
        }
    }

    @Test
    void whatOnlyAMachineMakesIsNobodysAlsoOnceStaffHaveTouchedTheRow() {
        holds("01 template", it -> complete(bent(it, "2000-01-01T08:00", "2000-01-01T12:00")));
        holds(
                "02 template, cancelled",
                it -> cancelled(bent(it, "2000-01-01T08:00", "2000-01-01T12:00"))
                        .with("status_reason", ""));
        holds("03 swapped, cancelled", it -> cancelled(bent(it, "2026-10-11T08:00", "2026-10-11T12:00")));
        holds("04 no window", it -> complete(bent(it, "", "")).with("status_at", "2026-11-03T10:00"));
        holds(
                "05 unlisted",
                it -> it.with("visible", "false")
                        .with("status_by", "ben@council.example")
                        .with("status_at", "2026-11-11T10:00"));
        holds(
                "06 sentinel",
                it -> cancelled(it).with("status_at", "9999-12-31T00:00").with("status_reason", ""));
        holds(
                "07 day before",
                it -> cancelled(bent(it, "2026-11-09T08:00", "2026-11-09T12:00"))
                        .with("status_at", "2026-11-09T10:00")
                        .with("status_reason", ""));
        holds("08 sentinel", it -> moved(it).with("changed_at", "9000-01-01T00:00"));
        holds(
                "09 brought forward",
                it -> complete(bent(it, "2026-11-05T08:00", "2026-11-05T12:00")).with("status_at", "2026-11-05T10:00"));
        holds(
                "10 cancelled, no window now",
                it -> cancelled(bent(it, "", ""))
                        .with("status_at", "2026-11-10T12:00")
                        .with("status_reason", ""));
        holds("11 done, no window now", it -> complete(bent(it, "", "")));

        assertThat(told().keySet())
                .as("a visit that was brought forward may be done, and one that was over be cancelled")
                .containsExactly(
                        "01 template",
                        "02 template, cancelled",
                        "03 swapped, cancelled",
                        "04 no window",
                        "05 unlisted",
                        "06 sentinel",
                        "07 day before",
                        "08 sentinel");
    }

    @Test
    void aWholeWindowAnHourOffInSummerOrThatOfTheVisitBeforeIsNobodys() {
        systems.legacyHolds(visit("801")
                .with("superseded_by", "10 replaced")
                .with("live", "false")
                .with("starts_at", "2027-06-01T08:00")
                .with("ends_at", "2027-06-01T12:00"));
        systems.legacyHolds(visit("802")
                .with("superseded_by", "11 other end")
                .with("live", "false")
                .with("starts_at", "2027-06-01T08:00")
                .with("ends_at", "2027-06-01T12:00"));
        systems.legacyHolds(visit("803")
                .with("superseded_by", "12 other start")
                .with("live", "false")
                .with("starts_at", "2027-06-01T08:00")
                .with("ends_at", "2027-06-01T12:00"));
        systems.legacyHolds(visit("804")
                .with("superseded_by", "13 no window")
                .with("live", "false")
                .with("starts_at", "")
                .with("ends_at", ""));
        window("01 later", "2027-06-10T08:00", "2027-06-10T12:00", "2027-06-10T09:00", "2027-06-10T13:00");
        window("02 earlier", "2027-06-10T08:00", "2027-06-10T12:00", "2027-06-10T07:00", "2027-06-10T11:00");
        window("03 start only", "2027-06-10T08:00", "2027-06-10T12:00", "2027-06-10T09:00", "2027-06-10T12:00");
        window("04 end only", "2027-06-10T08:00", "2027-06-10T12:00", "2027-06-10T08:00", "2027-06-10T13:00");
        window("05 winter", "2027-01-11T08:00", "2027-01-11T12:00", "2027-01-11T09:00", "2027-01-11T13:00");
        window("06 two hours", "2027-06-10T08:00", "2027-06-10T12:00", "2027-06-10T10:00", "2027-06-10T14:00");
        window("07 without end", "2027-06-10T08:00", "", "2027-06-10T09:00", "");
        window("08 end there only", "2027-06-10T08:00", "", "2027-06-10T09:00", "2027-06-10T13:00");
        window("09 without start", "", "2027-06-10T12:00", "", "2027-06-10T13:00");
        window("10 replaced", "2027-06-10T08:00", "2027-06-10T12:00", "2027-06-01T08:00", "2027-06-01T12:00");
        window("11 other end", "2027-06-10T08:00", "2027-06-10T12:00", "2027-06-01T08:00", "2027-06-01T13:00");
        window("12 other start", "2027-06-10T08:00", "2027-06-10T12:00", "2027-06-01T09:00", "2027-06-01T12:00");
        window("13 no window", "2027-06-10T08:00", "2027-06-10T12:00", "", "");
        window("14 into summer", "2027-03-28T00:30", "2027-03-28T04:30", "2027-03-28T01:30", "2027-03-28T05:30");
        window("15 into winter", "2027-10-31T02:30", "2027-10-31T05:30", "2027-10-31T01:30", "2027-10-31T04:30");
        window("16 was a template", "2000-01-01T08:00", "2000-01-01T12:00", "2027-06-10T08:00", "2027-06-10T12:00");
        window("17 end before", "2027-06-10T08:00", "2027-06-10T12:00", "2027-06-10T08:00", "2027-06-10T11:00");

        assertThat(told().keySet())
                .containsExactly(
                        "01 later",
                        "02 earlier",
                        "07 without end",
                        "09 without start",
                        "10 replaced",
                        "13 no window",
                        "14 into summer",
                        "15 into winter");
    }

    @Test
    void aVisitThatWasRebookedForTheSameWindowMayBeChangedByStaffInEverythingElse() {
        systems.legacyHolds(visit("801").with("superseded_by", "901").with("live", "false"));
        holds(
                "901",
                it -> it.with("slot", "PM")
                        .with("changed_by", "ben@council.example")
                        .with("changed_at", "2026-11-03T10:00"));

        assertThat(systems.exceptions()).isEmpty();
    }

    private void window(String reference, String starts, String ends, String startsThere, String endsThere) {
        systems.legacyHolds(visit(reference).with("starts_at", starts).with("ends_at", ends));
        systems.targetHolds(
                moved(visit(reference)).with("starts_at", startsThere).with("ends_at", endsThere));
    }

    private static ComparableRow bent(ComparableRow row, String starts, String ends) {
        return row.with("starts_at", starts)
                .with("ends_at", ends)
                .with("changed_by", "ben@council.example")
                .with("changed_at", "2026-11-03T10:00");
    }

    @Test
    void aDeadlineWithDayAndMonthExchangedAndADefaultForAnUnmappedCodeAreNobodys() {
        systems.codes("trade", Map.of("PL", "PL"));
        ComparableRow touched = aJob("301")
                .with("target_date", "2026-03-12T17:00")
                .with("changed_by", "ben@council.example")
                .with("changed_at", "2026-11-03T10:00");
        systems.changed(it -> new ReconciliationPlan(
                        it.name(),
                        it.source(),
                        it.target(),
                        it.census(),
                        it.contact(),
                        it.ledger(),
                        List.of(),
                        Optional.of(new EvolvedPlan(
                                PLAN.since(),
                                STAFF,
                                PLAN.services(),
                                Set.of("target_date", "trade"),
                                PLAN.paths(),
                                PLAN.cancel(),
                                PLAN.burst(),
                                STAFF))))
                .legacyHolds(aJob("301").with("target_date", "2026-12-03T17:00"))
                .targetHolds(touched)
                .legacyHolds(aJob("302").with("trade", "ZZ"))
                .targetHolds(touched.with("reference", "302")
                        .with("job", "302")
                        .with("property", "P302")
                        .with("target_date", "")
                        .with("trade", "GEN"))
                .legacyHolds(aJob("303").with("target_date", "2026-12-03T17:00"))
                .targetHolds(touched.with("reference", "303")
                        .with("job", "303")
                        .with("property", "P303")
                        .with("target_date", "2026-12-10T17:00"));

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder("DIFFERENT jobs 301 UNEXPLAINED", "DIFFERENT jobs 302 UNMAPPED_CODE");
    }

    @Test
    void inABurstAllCancellationsOfTheAccountCountHoweverItIsSpeltAndWhateverElseIsWrong() {
        holds("901", EvolvedTest::cancelled);
        holds("902", it -> cancelled(it).with("status_by", "AMY@council.example"));
        holds("903", it -> cancelled(it).with("status_reason", "Raised in error"));

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "INVISIBLE appointments 901 CANCELLED_IN_BULK",
                        "INVISIBLE appointments 902 CANCELLED_IN_BULK",
                        "INVISIBLE appointments 903 CANCELLED_SINCE_LOAD");
    }

    @Test
    void aRowThatStaffHaveMovedIsOneExceptionWhereTheLedgerAndARuleSaySomethingOfIt() {
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");
        holds("901", it -> moved(it).with("trade", "T902"));
        systems.ledgerSays("appointments", "901", "REJECTED", "trade D33 has no new code", "");
        holds("902", it -> it);
        systems.ledgerSays("appointments", "902", "LOADED", "", "id-902");

        assertThat(systems.findings()).extracting(Finding::reference).doesNotHaveDuplicates();
    }

    @Test
    void inABurstACancellationIsOneWhateverTheLedgerSaysAndWhoeverHasAcceptedThat() throws IOException {
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");
        at("2026-11-03T10:00", "901", "902", "903", "904");
        for (String reference : List.of("901", "902", "903")) {
            systems.ledgerSays("appointments", reference, "LOADED", "", "id-" + reference);
        }
        systems.ledgerSays("appointments", "904", "REJECTED", "trade D33 has no new code", "");
        systems.accepts(APPOINTMENTS, "904", ExceptionClass.CLAIM);

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .containsExactlyInAnyOrder(
                            "INVISIBLE appointments 901 CANCELLED_IN_BULK",
                            "INVISIBLE appointments 902 CANCELLED_IN_BULK",
                            "INVISIBLE appointments 903 CANCELLED_IN_BULK",
                            "INVISIBLE appointments 904 CANCELLED_IN_BULK");
            assertThat(TwoSystems.findings(result))
                    .filteredOn(it -> it.reference().equals("904"))
                    .flatExtracting(Finding::also)
                    .containsExactly(new AlsoTrue(
                            APPOINTMENTS, ExceptionClass.CLAIM, "904", "REJECTED: trade D33 has no new code"));
            counts(result, APPOINTMENTS, 4, 0, 0);
            assertThat(shown(result, "904")).isEmpty();
        }
    }

    @Test
    void aCancellationThatIsRightIsAClaimWhereTheLedgerHasItWrong() throws IOException {
        at("2026-11-03T10:00", "901");
        systems.ledgerSays("appointments", "901", "REJECTED", "trade D33 has no new code", "");
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .containsExactly("CLAIM appointments 901 CLAIMED_NOT_LOADED");
            counts(result, APPOINTMENTS, 0, 1, 1);
            assertThat(shown(result, "901")).hasSize(1);
        }
    }

    @Test
    void aJobThatWasCancelledInABurstIsThatWhateverTheLedgerSaysOfIt() throws IOException {
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");
        for (String job : List.of("201", "202", "203")) {
            systems.legacyHolds(aJob(job)).targetHolds(cancelled(aJob(job)));
            systems.ledgerSays("jobs", job, "REJECTED", "no property", "");
            systems.accepts(JOBS, job, ExceptionClass.CLAIM);
        }

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .containsExactlyInAnyOrder(
                            "INVISIBLE jobs 201 CANCELLED_IN_BULK",
                            "INVISIBLE jobs 202 CANCELLED_IN_BULK",
                            "INVISIBLE jobs 203 CANCELLED_IN_BULK");
            assertThat(TwoSystems.findings(result))
                    .allSatisfy(it ->
                            assertThat(it.also()).extracting(AlsoTrue::type).containsExactly(ExceptionClass.CLAIM));
            counts(result, JOBS, 3, 0, 0);
        }
    }

    @Test
    void aJobOfABurstIsToldWithItsVisitAndWithWhatTheLedgerSaysOfIt() {
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");
        for (String each : List.of("1", "2", "3")) {
            systems.legacyHolds(aJob("20" + each)).targetHolds(cancelled(aJob("20" + each)));
            ComparableRow visit = visit("91" + each).with("job", "20" + each);
            systems.legacyHolds(visit).targetHolds(cancelled(visit));
            systems.ledgerSays("jobs", "20" + each, "REJECTED", "no property", "");
            systems.ledgerSays("appointments", "91" + each, "LOADED", "", "id-91" + each);
        }

        assertThat(systems.findings())
                .hasSize(3)
                .allSatisfy(it -> assertThat(it.also())
                        .extracting(
                                also -> also.type() + " " + also.population().word())
                        .containsExactly("INVISIBLE jobs", "CLAIM jobs"));
    }

    @Test
    void aBurstHidesBehindNothingElseThatIsToldOfItsReference() throws IOException {
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");
        twoOf("901", it -> it, it -> at(it, "2026-11-03T10:00"));
        systems.ledgerSays("appointments", "901", "REJECTED", "trade D33 has no new code", "");
        twoOf("902", it -> it.with("priority", "9"), it -> at(it, "2026-11-03T10:00"));
        twoOf("903", it -> at(it, "2026-11-02T09:00"), it -> at(it, "2026-11-03T10:01"));
        twoOf("904", it -> at(it, "2026-11-02T09:00").with("status_by", "svc-batch"), it -> at(it, "2026-11-03T10:01"));
        for (String reference : List.of("902", "903", "904")) {
            systems.ledgerEnters(1, "appointments", reference, 1, "LOADED", "", "id-" + reference);
            systems.ledgerEnters(1, "appointments", reference, 2, "LOADED", "", "id-" + reference + "b");
        }
        systems.accepts(APPOINTMENTS, "901", ExceptionClass.CLAIM);
        systems.accepts(APPOINTMENTS, "902", ExceptionClass.DIFFERENT);
        systems.acceptsOnly(
                APPOINTMENTS, "904", ExceptionClass.INVISIBLE, List.of(), Optional.of("CANCELLED_SINCE_LOAD"));

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(it -> TwoSystems.told(it)
                            + it.also().stream().map(also -> " " + also.type()).collect(Collectors.joining()))
                    .containsExactlyInAnyOrder(
                            "INVISIBLE appointments 901 CANCELLED_IN_BULK CLAIM",
                            "INVISIBLE appointments 902 CANCELLED_IN_BULK DIFFERENT",
                            "INVISIBLE appointments 903 CANCELLED_IN_BULK",
                            "INVISIBLE appointments 904 CANCELLED_IN_BULK INVISIBLE");
            counts(result, APPOINTMENTS, 5, 0, 1);
        }
    }

    /** The ledger has the first of them for 901; and of all three the new system says too that they are live. */
    @Test
    void whatTheLedgerOrARuleSaysExcusesNoBurstOfBookingsThatStaffHaveMade() throws IOException {
        holds("901", it -> it);
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");
        systems.ledgerSays("appointments", "901", "LOADED", "", "1");
        systems.accepts(APPOINTMENTS, "901", ExceptionClass.CLAIM);
        for (String id : List.of("1", "2", "3")) {
            systems.targetHolds(cancelled(visit("").with("trade", "N"))
                    .with("live", "true")
                    .with("target_id", id)
                    .with("created_by", "ben@council.example")
                    .with("created_at", "2026-10-20T07:00"));
        }

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(it -> TwoSystems.told(it)
                            + it.also().stream().map(also -> " " + also.type()).collect(Collectors.joining()))
                    .containsExactlyInAnyOrder(
                            "UNEXPECTED appointments new:1 CANCELLED_IN_BULK",
                            "UNEXPECTED appointments new:2 CANCELLED_IN_BULK INCONSISTENT",
                            "UNEXPECTED appointments new:3 CANCELLED_IN_BULK INCONSISTENT");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).unexpected()).isEqualTo(3);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).inconsistent()).isZero();
        }
    }

    private void twoOf(String reference, UnaryOperator<ComparableRow> one, UnaryOperator<ComparableRow> other) {
        holds(reference, one);
        ComparableRow second = visit(reference).with("slot", "PM").with("target_id", "id-" + reference + "b");
        systems.legacyHolds(second).targetHolds(other.apply(second));
    }

    private static ComparableRow at(ComparableRow row, String time) {
        return cancelled(row).with("status_at", time);
    }

    private static void counts(Result result, Population population, long invisible, long claim, long evolved) {
        Tally tally = TwoSystems.tally(result, population);
        assertThat(List.of(tally.invisible(), tally.claim(), tally.evolved(), tally.remainder()))
                .containsExactly(invisible, claim, evolved, 0L);
    }

    private static List<String> shown(Result result, String reference) throws IOException {
        StringWriter shown = new StringWriter();
        EvolvedReport.write(result.evolved(), shown);
        return shown.toString()
                .lines()
                .filter(it -> it.contains("," + reference + ","))
                .toList();
    }

    private void at(String time, String... references) {
        for (String reference : references) {
            holds(reference, it -> at(it, time));
        }
    }

    @Test
    void aJobCancelledWithItsVisitInABurstIsToldWithTheVisit() {
        for (String each : List.of("1", "2", "3")) {
            systems.legacyHolds(aJob("20" + each)).targetHolds(cancelled(aJob("20" + each)));
            ComparableRow visit = visit("91" + each).with("job", "20" + each);
            systems.legacyHolds(visit).targetHolds(cancelled(visit));
        }

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result)).hasSize(3).allSatisfy(it -> {
                assertThat(it.population()).isEqualTo(APPOINTMENTS);
                assertThat(it.cause()).isEqualTo("CANCELLED_IN_BULK");
                assertThat(it.also()).hasSize(1);
            });
            assertThat(TwoSystems.tally(result, JOBS).invisible()).isEqualTo(3);
        }
    }

    @Test
    void theLiveVisitsOfJobsThatWereCancelledInABurstAreRight() {
        for (String each : List.of("1", "2", "3")) {
            systems.legacyHolds(aJob("20" + each)).targetHolds(cancelled(aJob("20" + each)));
            systems.bothHold(visit("91" + each).with("job", "20" + each));
        }

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "INVISIBLE jobs 201 CANCELLED_IN_BULK",
                        "INVISIBLE jobs 202 CANCELLED_IN_BULK",
                        "INVISIBLE jobs 203 CANCELLED_IN_BULK");
    }

    @Test
    void theLiveVisitOfAJobThatStaffHaveRightlyCancelledIsNot() {
        systems.legacyHolds(aJob("201")).targetHolds(cancelled(aJob("201")));
        systems.bothHold(visit("911").with("job", "201"));

        assertThat(systems.exceptions()).containsExactly("INCONSISTENT appointments 911 CANCELLED_JOB_WITH_LIVE_SLOT");
    }

    @Test
    void aJobWhoseVisitStaffHaveRightlyEndedHasHadItsAppointment() {
        for (String job : List.of("201", "202", "203")) {
            systems.legacyHolds(aJob(job).with("needs_appointment", "true")).targetHolds(aJob(job));
        }
        ComparableRow done = visit("911").with("job", "201");
        systems.legacyHolds(done).targetHolds(complete(done));
        ComparableRow off = visit("912").with("job", "202");
        systems.legacyHolds(off).targetHolds(cancelled(off));
        ComparableRow over =
                visit("913").with("job", "203").with("live", "false").with("status", "1000");
        systems.legacyHolds(over)
                .targetHolds(over.with("status", "90")
                        .with("visible", "false")
                        .with("live", "true")
                        .with("status_by", "ben@council.example")
                        .with("status_at", "2026-10-20T10:00"));

        assertThat(systems.exceptions()).containsExactly("INCONSISTENT jobs 203 NO_APPOINTMENT");
    }

    @Test
    void aVisitThatStaffHaveReopenedIsItsJobsAppointment() {
        systems.legacyHolds(aJob("201").with("needs_appointment", "true")).targetHolds(aJob("201"));
        ComparableRow over =
                visit("911").with("job", "201").with("live", "false").with("status", "1000");
        systems.legacyHolds(over)
                .targetHolds(over.with("status", "90")
                        .with("live", "true")
                        .with("status_by", "ben@council.example")
                        .with("status_at", "2026-10-20T10:00"));

        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void ofAReferenceWithTwoCancelledVisitsBothCountInABurst() throws IOException {
        ComparableRow one = cancelled(visit("901")).with("target_id", "a");
        ComparableRow other = cancelled(visit("901").with("slot", "PM")).with("target_id", "b");
        systems.legacyHolds(visit("901")).legacyHolds(visit("901").with("slot", "PM"));
        systems.targetHolds(one).targetHolds(other);

        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result)).isEmpty();
            StringWriter shown = new StringWriter();
            EvolvedReport.write(result.evolved(), shown);
            assertThat(shown.toString().lines().filter(it -> it.contains(",901,")))
                    .hasSize(2);
        }

        holds("902", EvolvedTest::cancelled);
        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "INVISIBLE appointments 901 CANCELLED_IN_BULK", "INVISIBLE appointments 902 CANCELLED_IN_BULK");
    }

    @Test
    void aJobWhoseVisitStaffHaveRightlyEndedIsToldByItself() {
        systems.legacyHolds(aJob("201")).targetHolds(cancelled(aJob("201")).with("status_by", "svc-batch"));
        ComparableRow visit = visit("911").with("job", "201");
        systems.legacyHolds(visit).targetHolds(cancelled(visit));

        assertThat(systems.exceptions()).containsExactly("INVISIBLE jobs 201 CANCELLED_SINCE_LOAD");
    }

    @Test
    void aRowWithoutAReferenceIsNewOnlyIfStaffHaveMadeItSinceGoLive() {
        made("1", "ben@council.example", "2026-10-19T07:00");
        made("2", "ben@council.example", "2026-10-19T06:59");
        made("3", "rollcall", "2026-10-20T07:00");
        made("4", "", "2026-10-20T07:00");
        made("5", "ben@council.example", "");

        assertThat(told())
                .containsExactly(
                        Map.entry("new:2", "UNEXPECTED NO_REFERENCE made before go-live"),
                        Map.entry("new:3", "UNEXPECTED NO_REFERENCE made by an account that is not staff's"),
                        Map.entry("new:4", "UNEXPECTED NO_REFERENCE nobody says who made it"),
                        Map.entry("new:5", "UNEXPECTED NO_REFERENCE nothing says when it was made"));
    }

    @Test
    void aBookingOfStaffsIsOneUntilSomebodyElseCancelsIt() {
        cancelledAnew("1", "ben@council.example", "2026-11-03T10:00");
        cancelledAnew("2", "svc-batch", "2026-11-03T11:00");
        cancelledAnew("3", "", "2026-11-03T12:00");
        cancelledAnew("4", "ben@council.example", "");
        cancelledAnew("5", "ben@council.example", "2026-10-19T06:59");
        cancelledAnew("6", "robot@council.example", "2026-11-03T13:00");

        assertThat(told())
                .containsExactly(
                        Map.entry("new:2", "UNEXPECTED CANCELLED_SINCE_LOAD by an account that is not staff's"),
                        Map.entry("new:3", "UNEXPECTED CANCELLED_SINCE_LOAD nobody says who did it"),
                        Map.entry("new:4", "UNEXPECTED CANCELLED_SINCE_LOAD nothing says when"),
                        Map.entry("new:5", "UNEXPECTED CANCELLED_SINCE_LOAD nothing says when"),
                        Map.entry("new:6", "UNEXPECTED CANCELLED_SINCE_LOAD by an account that is not staff's"));
        Finding finding = systems.findings().stream()
                .filter(it -> it.reference().equals("new:2"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.hints().by()).isEqualTo("svc-batch");
        assertThat(finding.hints().since()).contains(LocalDateTime.of(2026, 11, 3, 11, 0));
    }

    @Test
    void bookingsOfStaffsThatAreCancelledTooManyAtOnceAreExceptionsWithThoseThatLegacyHolds() throws IOException {
        at("2026-11-03T10:00", "901");
        cancelledAnew("1", "amy@council.example", "2026-11-03T10:00");
        cancelledAnew("2", "amy@council.example", "2026-11-03T12:00");
        made("3", "ben@council.example", "2026-10-19T07:00");
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result)).isEmpty();
            assertThat(TwoSystems.tally(result, APPOINTMENTS).fresh()).isEqualTo(3);
            StringWriter shown = new StringWriter();
            EvolvedReport.write(result.evolved(), shown);
            assertThat(shown.toString().lines().filter(it -> it.startsWith("appointments,new:")))
                    .containsExactly(
                            "appointments,new:1,new,,amy@council.example,2026-11-03 10:00:00,Tenant cancelled",
                            "appointments,new:2,new,,amy@council.example,2026-11-03 12:00:00,Tenant cancelled",
                            "appointments,new:3,new,,ben@council.example,2026-10-19 07:00:00,");
        }

        cancelledAnew("4", "amy@council.example", "2026-11-03T10:01");
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result).stream().map(TwoSystems::told))
                    .containsExactlyInAnyOrder(
                            "INVISIBLE appointments 901 CANCELLED_IN_BULK",
                            "UNEXPECTED appointments new:1 CANCELLED_IN_BULK",
                            "UNEXPECTED appointments new:4 CANCELLED_IN_BULK");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).fresh()).isEqualTo(2);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).unexpected()).isEqualTo(2);
            assertThat(TwoSystems.tally(result, APPOINTMENTS).remainder()).isZero();
        }
    }

    @Test
    void whatSomebodyElseHasCancelledOfStaffsBookingsCountsInABurst() {
        at("2026-11-03T10:00", "901");
        cancelledAnew("1", "amy@council.example", "2026-11-03T10:00");
        systems.targetHolds(cancelled(visit(""))
                .with("target_id", "2")
                .with("created_by", "rollcall")
                .with("created_at", "2026-10-20T07:00")
                .with("status_by", "amy@council.example")
                .with("status_at", "2026-11-03T10:01"));

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "INVISIBLE appointments 901 CANCELLED_IN_BULK",
                        "UNEXPECTED appointments new:1 CANCELLED_IN_BULK",
                        "UNEXPECTED appointments new:2 NO_REFERENCE");
    }

    private void cancelledAnew(String id, String by, String at) {
        systems.targetHolds(cancelled(visit(""))
                .with("trade", "N" + id)
                .with("target_id", id)
                .with("created_by", "ben@council.example")
                .with("created_at", "2026-10-20T07:00")
                .with("status_by", by)
                .with("status_at", at));
    }

    private void made(String id, String by, String at) {
        systems.targetHolds(
                visit("").with("target_id", id).with("created_by", by).with("created_at", at));
    }

    @Test
    void aVisitThatStaffHaveMovedIsInADiaryWhereItIsNowAndNotWhereLegacyHadIt() {
        holds("901", it -> it.with("operative", "7"));
        holds("902", it -> moved(it).with("operative", "7"));
        assertThat(systems.exceptions()).isEmpty();

        holds("903", it -> moved(it).with("operative", "7"));
        assertThat(systems.exceptions()).containsExactly("INCONSISTENT appointments 903 OPERATIVE_TWICE");
    }

    @Test
    void anUnknownReferenceIsUnexpectedWhoeverMadeIt() {
        systems.targetHolds(
                visit("999").with("created_by", "ben@council.example").with("created_at", "2026-10-20T07:00"));

        assertThat(systems.exceptions()).containsExactly("UNEXPECTED appointments 999 UNEXPLAINED");
    }

    @Test
    void theLedgerIsHeldAgainstRowsThatHaveEvolvedToo() {
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");
        holds("901", EvolvedTest::moved);
        systems.ledgerSays("appointments", "901", "REJECTED", "trade D33 has no new code", "");
        holds("902", EvolvedTest::cancelled);
        systems.ledgerSays("appointments", "902", "REJECTED", "trade D33 has no new code", "");
        holds("903", EvolvedTest::complete);
        systems.ledgerSays("appointments", "903", "REJECTED", "trade D33 has no new code", "");

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "CLAIM appointments 901 CLAIMED_NOT_LOADED",
                        "CLAIM appointments 902 CLAIMED_NOT_LOADED",
                        "CLAIM appointments 903 CLAIMED_NOT_LOADED");
    }

    @Test
    void whatIsDuplicatedOrMissingIsSoWhateverStaffHaveDone() {
        systems.legacyHolds(visit("901")).targetHolds(moved(visit("901"))).targetHolds(moved(visit("901")));
        systems.legacyHolds(visit("902")).legacyHolds(visit("902")).targetHolds(moved(visit("902")));

        assertThat(systems.exceptions())
                .containsExactlyInAnyOrder(
                        "DUPLICATED appointments 901 UNEXPLAINED", "MISSING appointments 902 UNEXPLAINED");
    }

    /** The exceptions of appointments by reference: class, cause and detail. */
    private Map<String, String> told() {
        Map<String, String> told = new TreeMap<>();
        systems.findings()
                .forEach(it -> told.put(it.reference(), it.type() + " " + it.cause() + " " + it.causeDetail()));
        return told;
    }
}
