package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.hostile.Attack;
import rollcall.fixtures.hostile.Expected.Refused;
import rollcall.fixtures.hostile.HardText;
import rollcall.fixtures.hostile.Hostile;
import rollcall.fixtures.hostile.Read;
import rollcall.fixtures.hostile.Tally;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Verdict;

/** A whole comparison whose legacy side is a file with a fault: it is UNKNOWN, and one line of it says where and why. */
class HostileSideTest {
    private static final HardText VISITS = new HardText(
            List.of("reference", "population", "job", "property", "alerts", "description"),
            60,
            row -> "%08d".formatted(row + 1));
    private static final Map<String, String> COLUMNS =
            VISITS.columns().stream().collect(Collectors.toMap(Function.identity(), Function.identity()));

    @ParameterizedTest
    @EnumSource
    void nothingIsEverSaidToBeAccountedFor(Attack attack, @TempDir Path folder) {
        for (long seed : Tally.seeds(1, 500).toArray()) {
            Hostile hostile = Hostile.of(attack, seed, VISITS);
            TwoFiles files = new TwoFiles(folder)
                    .legacy(hostile.bytes())
                    .legacyIsIn(hostile.declared())
                    .legacyIsParted(hostile.delimiter())
                    .legacyColumns(COLUMNS)
                    .target(List.of(
                            aJob("1").with("visible", "true"),
                            anAppointment("2", "1").with("visible", "true")));
            try (Result result = files.run()) {
                List<String> unknowns = result.header().unknowns();
                assertThat(result.header().verdict()).as("%s", hostile).isEqualTo(Verdict.UNKNOWN);
                assertThat(unknowns)
                        .as("%s", hostile)
                        .noneMatch(it -> it.contains("Exception") || it.contains("broke off"));
                if (hostile.expected() instanceof Refused) {
                    Read read = new Read(List.of(), Optional.of(unknowns.getFirst()));
                    assertThat(hostile.objection(read)).isEmpty();
                }
            }
        }
    }
}
