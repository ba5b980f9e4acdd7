package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Legacy;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.plan.ReconciliationPlan;

/** A seal and a history that the program before the present layout of rows has written: kept as they lay on disk. */
class OlderSealTest {
    private static final LocalDateTime NIGHT_AFTER = LocalDateTime.of(2026, 10, 17, 2, 0);

    private final Path folder;

    OlderSealTest(@TempDir Path folder) throws IOException, URISyntaxException {
        this.folder = folder;
        Path kept = Path.of(Objects.requireNonNull(OlderSealTest.class.getResource("seal-format-2"))
                .toURI());
        copy(kept, folder);
        Path work = Files.createDirectories(folder.resolve(".rollcall"));
        Files.move(folder.resolve("seal"), work.resolve("seal"));
        Path history = Files.createDirectories(work.resolve("history"));
        Files.move(
                folder.resolve("history").resolve("exceptions.rows"), history.resolve("exceptions.legacy-against-new"));
    }

    /** The plan's source query still yields the rows of the seal, so that one can be held against the other. */
    @Test
    void aSealOfFormatTwoReadsAsTheRowsThatWereSealed() throws Exception {
        Plan plan = PlanReader.read(folder, Map.of());
        ReconciliationPlan what = plan.reconciliations().getFirst();
        try (Result sealed = run(plan, what, Legacy.SEALED);
                Result live = run(plan, what, Legacy.LIVE)) {
            assertThat(sealed.header().unknowns()).isEmpty();
            assertThat(sealed.header().tallies()).isEqualTo(live.header().tallies());
            assertThat(TwoSystems.findings(sealed))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("ageRuns")
                    .isEqualTo(TwoSystems.findings(live));
            assertThat(TwoSystems.findings(sealed))
                    .extracting(Finding::reference, Finding::trade, Finding::priority, Finding::job)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("951303", "XQ", "4", "00014666"),
                            org.assertj.core.groups.Tuple.tuple("951301", "PL", "3", "00014665"));
            assertThat(sealed.contacts().of("00014666"))
                    .hasValueSatisfying(it -> assertThat(it.phone()).isEqualTo("020 7946 0666"));
        }
    }

    @Test
    void whatWasReportedThenHasItsAge() throws Exception {
        Plan plan = PlanReader.read(folder, Map.of());
        try (Result result = run(plan, plan.reconciliations().getFirst(), Legacy.SEALED)) {
            assertThat(TwoSystems.findings(result))
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(it.firstSeen()).isEqualTo(LocalDateTime.of(2026, 10, 16, 18, 0)))
                    .allSatisfy(it -> assertThat(it.ageRuns()).isEqualTo(2));
            assertThat(result.header().notes()).noneMatch(it -> it.contains("history"));
        }
    }

    private static Result run(Plan plan, ReconciliationPlan what, Legacy legacy) {
        return Reconciliation.run(plan, what, legacy, NIGHT_AFTER, plan.workFolder(), Progress.NONE);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                if (!Files.isDirectory(each)) {
                    Files.copy(each, copy, StandardCopyOption.REPLACE_EXISTING);
                } else if (!Files.isDirectory(copy)) {
                    Files.createDirectory(copy);
                }
            }
        }
    }
}
