package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Verdict;

/** Councils whose new system holds exactly what it must, to be copied before they are damaged or lived in. */
final class LoadedCouncil {
    private LoadedCouncil() {}

    /** With its correct target and ledger, under the corrected tables. */
    static CouncilFolder in(Path folder, int homes, long seed) throws IOException {
        CouncilFolder council =
                Council.generate(CouncilSpec.of(homes, seed), folder.resolve("council-%d-%d".formatted(homes, seed)));
        Council.truthIntoTarget(council.root());
        Council.truthIntoLedger(council.root());
        copy(new CouncilFolder(council.corrected()), council.plan());
        return council;
    }

    /** Both systems and both plans are as they must be: nothing is found. */
    static CouncilFolder checked(CouncilFolder council) throws Exception {
        for (String reconciliation : Findings.RECONCILIATIONS) {
            try (Result result = Findings.run(council, reconciliation)) {
                assertThat(result.header().unknowns()).isEmpty();
                assertThat(TwoSystems.findings(result)).as(reconciliation).isEmpty();
                assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            }
        }
        return council;
    }

    static CouncilFolder copy(CouncilFolder from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from.root())) {
            for (Path path : tree.toList()) {
                Path copy = to.resolve(from.root().relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.write(copy, Files.readAllBytes(path));
                }
            }
        }
        return new CouncilFolder(to);
    }

    static void remove(CouncilFolder council) throws IOException {
        try (Stream<Path> tree = Files.walk(council.root())) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
