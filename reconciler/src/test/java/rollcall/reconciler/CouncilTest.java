package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.Defects;
import rollcall.fixtures.damage.Inflicted;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.plan.ReconciliationPlan;

/** A whole invented council, its correct target, and what is wrong in it: the sample plan finds that and nothing else. */
class CouncilTest {
    private static final long SEED = 7;
    private final Path folder;

    CouncilTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theCorrectTargetIsAccountedForAndEachDefectIsFoundInItsClass() throws Exception {
        CouncilFolder council = Council.generate(CouncilSpec.of(1500, SEED), folder.resolve("council"));
        Council.truthIntoTarget(folder.resolve("council"));
        copy(council.corrected(), council.plan());
        try (Result result = run(council)) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.findings(result)).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(TwoSystems.tally(result, Population.APPOINTMENTS).matched())
                    .isGreaterThan(100);
            assertThat(TwoSystems.tally(result, Population.APPOINTMENTS).accepted())
                    .isPositive();
        }
        List<Inflicted> defects = Defects.inflict(folder.resolve("council"), Inflicted.each(2), SEED);
        try (Result result = run(council)) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.EXCEPTIONS);
            Map<String, Finding> found =
                    TwoSystems.findings(result).stream().collect(Collectors.toMap(Finding::reference, it -> it));
            assertThat(found.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            defects.stream().map(Inflicted::reference).toList());
            for (Inflicted defect : defects) {
                Finding finding =
                        Optional.ofNullable(found.get(defect.reference())).orElseThrow();
                assertThat(finding.type().name())
                        .as("%s", defect)
                        .isEqualTo(defect.defect().expectedClass());
                assertThat(finding.job()).isEqualTo(defect.job());
                assertThat(result.contacts().of(finding.job())).isPresent();
            }
            assertThat(result.contacts().notes()).isEmpty();
        }
    }

    /** The sample plan without its ledger: this target was not loaded by the migrator. */
    private static Result run(CouncilFolder council) throws Exception {
        Plan plan = PlanReader.read(council.plan(), Map.of());
        ReconciliationPlan it = plan.reconciliations().getFirst();
        ReconciliationPlan withoutLedger = new ReconciliationPlan(
                it.name(), it.source(), it.target(), it.census(), it.contact(), Optional.empty());
        LocalDateTime asOf = plan.asOf().orElseThrow();
        return Reconciliation.run(plan, withoutLedger, asOf, plan.workFolder(), Progress.NONE);
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
