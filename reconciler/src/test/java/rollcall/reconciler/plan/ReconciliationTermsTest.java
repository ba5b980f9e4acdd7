package rollcall.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.plan.AgreedPlan.AnyCase;
import rollcall.reconciler.plan.AgreedPlan.SameCodes;
import rollcall.reconciler.plan.AgreedPlan.SameNumber;
import rollcall.reconciler.plan.AgreedPlan.SameWindows;
import rollcall.reconciler.plan.AgreedPlan.Window;
import rollcall.reconciler.plan.AgreedPlan.Within;
import rollcall.reconciler.plan.EvolvedPlan.Burst;

/** {@code agree:} and {@code evolved:} of a reconciliation, as they are read, and what is refused. */
class ReconciliationTermsTest {
    private static final String SOURCE = "source: { connection: legacy, query: reconcile/source.sql }";

    private final PlanFolder plan;

    ReconciliationTermsTest(@TempDir Path folder) {
        plan = PlanFolder.in(folder);
    }

    private void with(String lines) {
        plan.replacing(SOURCE, SOURCE + "\n" + lines.stripIndent().indent(4).stripTrailing());
    }

    @Test
    void agreedDifferencesAreReadInTheirOrder() throws PlanFaults {
        with("""
                agree:
                  - { id: slot-case, rule: case, column: slot }
                  - { id: cost, rule: number, column: priority, scale: 2 }
                  - { id: arrival, rule: within, column: starts_at, of: 15m }
                  - { id: closed, rule: codes, column: status, same: { closed: [ 40, 50 ] } }
                  - { id: halves, rule: windows, same: { morning: [ "08:00-12:00", "08:00 - 13:00" ] } }
                """);

        assertThat(plan.read().reconciliations().getFirst().agreed())
                .containsExactly(
                        new AnyCase("slot-case", "slot"),
                        new SameNumber("cost", "priority", 2),
                        new Within("arrival", "starts_at", 15),
                        new SameCodes("closed", "status", Map.of("closed", Set.of("40", "50"))),
                        new SameWindows(
                                "halves",
                                Map.of(
                                        "morning",
                                        Set.of(
                                                new Window(LocalTime.of(8, 0), LocalTime.of(12, 0)),
                                                new Window(LocalTime.of(8, 0), LocalTime.of(13, 0))))));
    }

    @Test
    void whatCannotBeAgreedIsRefusedWithItsReason() {
        with("""
                agree:
                  - { id: a, rule: case, column: property }
                  - { id: a, rule: within, column: slot, of: 15m }
                  - { id: c, rule: within, column: starts_at, of: 15 }
                  - { id: d, rule: number, column: priority, scale: 10 }
                  - { id: e, rule: codes, column: status, same: { closed: [ 40 ], other: [ 40, 50 ] } }
                  - { id: f, rule: windows, same: { morning: [ "08:00-12:00", "8-13" ] } }
                  - { id: g, rule: cases, column: slot }
                """);

        assertThat(plan.faults())
                .map(ReconciliationTermsTest::withoutLine)
                .containsExactly(
                        "column \"property\" is none of which this rule can speak; expected status, priority, trade, contractor, slot, description",
                        "column \"slot\" is none of which this rule can speak; expected starts_at, ends_at, raised, target_date",
                        "id \"a\" stands twice; give each agreed difference its own",
                        "of \"15\" is no time in minutes; expected for example 15m",
                        "scale 10; expected 0 to 9",
                        "closed needs at least two codes to be the same",
                        "other holds \"40\", which stands in this rule already",
                        "morning holds \"8-13\", no window; expected for example 08:00-12:00",
                        "rule \"cases\" is unknown; did you mean \"case\"?");
    }

    @Test
    void whatStaffMayDoIsReadWithItsDefaults() throws PlanFaults {
        with("""
                evolved:
                  since: 2026-10-19T07:00
                  staff: "*@council.example"
                  services: [ rollcall ]
                  paths: { 80: [ 90, 1000 ], 90: [ 50 ], 50: [ 80 ] }
                  cancel: { statuses: 30, reasons: [ Tenant cancelled ] }
                """);

        EvolvedPlan read = plan.read().reconciliations().getFirst().evolved().orElseThrow();
        assertThat(read.since()).isEqualTo(LocalDateTime.of(2026, 10, 19, 7, 0));
        assertThat(read.burst()).isEqualTo(new Burst(10, 1));
        assertThat(read.columns())
                .containsExactlyInAnyOrder(
                        "starts_at", "ends_at", "slot", "status", "target_date", "priority", "trade", "contractor");
        assertThat(read.isStaff("A.B@Council.example")).isTrue();
        assertThat(read.isStaff("@council.example.org")).isFalse();
        assertThat(read.isStaff("")).isFalse();
        assertThat(read.mayCancel("a@council.example")).as("all staff").isTrue();
        assertThat(read.maySetUp("a@council.example")).as("all staff").isTrue();
        assertThat(read.isPermitted("80", "50")).as("over 90").isTrue();
        assertThat(read.isPermitted("50", "90")).as("over 80").isTrue();
        assertThat(read.isPermitted("1000", "80")).isFalse();
        assertThat(read.isPermitted("1000", "1000")).isTrue();
    }

    @Test
    void accountsFitByTheirBeginningOrEnd() {
        Accounts accounts = new Accounts(List.of("svc-*", "*@x.example", "System"));

        assertThat(List.of("svc-1", "SVC-", "a@X.example", "system")).allMatch(accounts::include);
        assertThat(List.of("asvc-1", "svc", "a@x.example.org", "systems", "", " "))
                .noneMatch(accounts::include);
    }

    @Test
    void whatNobodyMayDoIsRefusedWithItsReason() {
        with("""
                evolved:
                  since: soon
                  staff: [ "*@council.example", "a*b", "*" ]
                  services: [ "*@council.example" ]
                  columns: [ property, starts_a, live ]
                  paths: {}
                  cancel: { statuses: [], reasons: [] }
                  burst: { cancellations: 1, within: 1h }
                  new: { staff: [] }
                """);

        assertThat(plan.faults())
                .map(ReconciliationTermsTest::withoutLine)
                .containsExactlyInAnyOrder(
                        "staff holds \"a*b\"; expected an account, or a pattern with one * at its beginning or end, for example *@council.example",
                        "staff holds \"*\"; expected an account, or a pattern with one * at its beginning or end, for example *@council.example",
                        "services holds \"*@council.example\", which is staff too; it can be but one",
                        "since \"soon\" is not a date and time; expected for example 2026-10-19T07:00",
                        "columns holds \"property\"; a row that changes its property is another one, and stays an exception",
                        "columns holds \"starts_a\", which is not compared; did you mean \"starts_at\"?",
                        "columns holds \"live\", which is not compared; expected alerts, awaabs, contractor, description, ends_at, job, phone_present, priority, property, raised, slot, starts_at, status, target_date, trade, uprn or vulnerable",
                        "statuses names nothing; expected the new system's codes of a cancelled row",
                        "reasons names nothing; expected reasons of the new system's list",
                        "cancellations 1; expected 2 to 1000",
                        "within \"1h\" is no time in minutes; expected for example 1m",
                        "staff names nobody; expected accounts, for example \"*@council.example\"");
    }

    private static String withoutLine(String fault) {
        return fault.replaceFirst("^plan[.]yaml line [0-9]+: ", "");
    }
}
