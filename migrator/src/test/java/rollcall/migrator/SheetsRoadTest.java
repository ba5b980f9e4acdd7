package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.Defects;
import rollcall.fixtures.SheetsCouncil;
import rollcall.fixtures.damage.Inflicted;

/** The whole road from spreadsheets: nothing is missing, then 400 appointments are wiped, and exactly those are named. */
class SheetsRoadTest {
    private static final int HOMES = 4_500;
    private static final long SEED = 20_261_121;

    private final Path folder;

    SheetsRoadTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void namesTheFourHundredAndNoOther() {
        CouncilFolder council = SheetsCouncil.generate(CouncilSpec.of(HOMES, SEED), folder.resolve("council"));
        Road road = new Road(council);

        road.migrate();
        road.reconcile(0, "ACCOUNTED_FOR");

        List<Inflicted> planted = Defects.inflict(council.root(), Inflicted.camden(400), SEED);
        assertThat(Road.found(road.reconcile(1, "EXCEPTIONS")))
                .hasSize(400)
                .containsExactlyInAnyOrderElementsOf(planted.stream()
                        .map(it -> "appointments %s %s"
                                .formatted(
                                        it.reference(), it.expected().getFirst().type()))
                        .toList());
    }
}
