package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.Defects;
import rollcall.fixtures.damage.AfterGoLive;
import rollcall.fixtures.damage.Defect;
import rollcall.fixtures.damage.Inflicted;
import rollcall.fixtures.damage.Mode;
import rollcall.fixtures.damage.WithContractor;
import rollcall.fixtures.truth.TruthRow;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Verdict;

/** Three weeks after go-live the nightly run cries over nothing that staff rightly did, and misses nothing among it. */
class OrdinaryDaysFoundTest {
    private static final String LEGACY_AGAINST_NEW = "legacy against new";

    private final Path folder;

    OrdinaryDaysFoundTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void ordinaryDaysAreAccountedForRowByRow() throws Exception {
        CouncilFolder council = LoadedCouncil.in(folder, 700, 31);
        Council.live(council.root(), 21, 31);

        for (String reconciliation : List.of(LEGACY_AGAINST_NEW, "new system against new scheduler")) {
            try (Result result = Findings.run(council, reconciliation)) {
                assertThat(result.header().unknowns()).as(reconciliation).isEmpty();
                assertThat(TwoSystems.findings(result)).as(reconciliation).isEmpty();
                assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
                if (reconciliation.equals(LEGACY_AGAINST_NEW)) {
                    assertThat(evolved(result))
                            .containsExactlyInAnyOrderElementsOf(truth(council))
                            .hasSizeGreaterThan(200);
                }
            }
        }
    }

    @Test
    void fourHundredCancelledInThreeNightsByAServiceAccountWithAReasonFilledInAreFoundAmongThem() throws Exception {
        CouncilFolder council = LoadedCouncil.in(folder, 8_000, 32);
        List<Inflicted> done = Defects.inflict(
                council.root(), Collections.nCopies(400, AfterGoLive.CANCELLED_BY_SERVICE), Optional.empty(), 32);
        Council.live(council.root(), 21, 32);

        Findings.assertAsExpected(council, done);
        assertThat(done).hasSize(400);
    }

    @Test
    void whatContractorsHaveOtherwiseIsFoundAfterThem() throws Exception {
        CouncilFolder council = LoadedCouncil.in(folder, 1_500, 33);
        List<Defect> each = Stream.of(WithContractor.values())
                .flatMap(it -> Collections.nCopies(4, it).stream())
                .map(Defect.class::cast)
                .toList();
        List<Inflicted> done = Defects.inflict(council.root(), each, Optional.of(Mode.AFTER_LOAD), 33);
        Council.live(council.root(), 21, 33);

        Findings.assertAsExpected(council, done);
        assertThat(done).hasSize(12);
    }

    /** What was told of each row that staff have changed or made. */
    static List<String> evolved(Result result) throws Exception {
        List<String> rows = new ArrayList<>();
        result.evolved()
                .forEach(it -> rows.add(line(
                        it.population().word(),
                        it.reference(),
                        it.word(),
                        Arrays.stream(it.columns().split(",", -1)))));
        return rows;
    }

    /** What must be told of each. */
    static List<String> truth(CouncilFolder council) throws Exception {
        try (Stream<TruthRow> days = TruthRow.of(council.truth().resolve("days.csv"))) {
            return days.map(it -> line(
                            it.text("population"),
                            it.text("reference"),
                            it.text("change"),
                            it.list("columns").stream()))
                    .toList();
        }
    }

    private static String line(String population, String reference, String change, Stream<String> columns) {
        return "%s %s %s %s"
                .formatted(
                        population,
                        reference,
                        change,
                        columns.filter(it -> !it.isEmpty() && !it.equals("live"))
                                .sorted()
                                .collect(Collectors.joining("|")));
    }
}
