package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.Databases;
import rollcall.fixtures.truth.TruthRow;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.plan.ReconciliationPlan;

/** Each housing system against its scheduler: what is not in the diary, nobody comes to. */
class SchedulersTest {
    private static final String BEFORE = "housing system against scheduler";
    private static final String AFTER = "new system against new scheduler";

    private final CouncilFolder council;

    SchedulersTest(@TempDir Path folder) {
        council = Council.generate(CouncilSpec.of(500, 4), folder.resolve("council"));
    }

    @Test
    void whatLegacysSchedulerDoesNotHaveAsLegacyHasItIsFoundAndNothingElse() throws Exception {
        try (Result result = run(BEFORE)) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.findings(result).stream().map(SchedulersTest::told))
                    .containsExactlyInAnyOrderElementsOf(truth())
                    .hasSizeGreaterThan(3);
            assertThat(TwoSystems.tally(result, Population.APPOINTMENTS).matched())
                    .isGreaterThan(50);
        }
    }

    @Test
    void anAppointmentThatNeverReachedTheNewSchedulerIsMissing() throws Exception {
        Council.truthIntoTarget(council.root());
        try (Result result = run(AFTER)) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
        }
        String reference;
        try (Connection target = Databases.open(council.targetUrl());
                Statement statement = target.createStatement()) {
            try (var rows =
                    statement.executeQuery("select min(external_scheduler_reference) from scheduler_bookings")) {
                rows.next();
                reference = rows.getString(1);
            }
            assertThat(statement.executeUpdate(
                            "delete from scheduler_bookings where external_scheduler_reference = '" + reference + "'"))
                    .isEqualTo(1);
        }
        try (Result result = run(AFTER)) {
            assertThat(TwoSystems.findings(result).stream().map(it -> it.type() + " " + it.reference()))
                    .containsExactly("MISSING " + reference);
        }
        Council.tellScheduler(council.root());
        try (Result result = run(AFTER)) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
        }
    }

    private Result run(String name) throws Exception {
        Plan plan = PlanReader.read(council.schedulerPlan(), Map.of());
        ReconciliationPlan wanted = plan.reconciliations().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Reconciliation.run(plan, wanted, plan.asOf().orElseThrow(), plan.workFolder(), Progress.NONE);
    }

    private static String told(Finding it) {
        List<String> columns =
                it.fields().stream().map(FieldDifference::name).sorted().toList();
        return "%s %s %s %s".formatted(it.type(), it.reference(), it.job(), String.join("|", columns.reversed()));
    }

    private List<String> truth() throws Exception {
        try (Stream<TruthRow> rows = TruthRow.of(council.truth().resolve("drs.csv"))) {
            return rows.map(it -> "%s %s %s %s"
                            .formatted(
                                    it.text("expected_class"), it.text("reference"), it.text("job"), it.text("column")))
                    .toList();
        }
    }
}
