package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.Defects;
import rollcall.fixtures.damage.Inflicted;
import tools.jackson.databind.JsonNode;

/**
 * The whole road, with the program's own commands: a council is moved, nothing is missing; 400 appointments are wiped or
 * cancelled in the new system, and exactly those 400 are named.
 */
class RoadTest {
    private static final int HOMES = 4_500;

    private final Path folder;

    RoadTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void namesTheFourHundredAndNoOther(long seed) throws IOException {
        CouncilFolder council = Council.generate(CouncilSpec.of(HOMES, seed), folder.resolve("council"));
        Road road = new Road(council);

        road.migrate();
        JsonNode clean = road.reconcile(0, "ACCOUNTED_FOR");
        assertThat(clean.get("exceptions").size()).isZero();
        assertThat(clean.get("populations").get("appointments").get("matched").asLong())
                .isGreaterThan(HOMES / 6);

        Defects.inflict(council.root(), Inflicted.camden(400), seed);
        assertThat(Road.found(road.reconcile(1, "EXCEPTIONS")))
                .hasSize(400)
                .containsExactlyInAnyOrderElementsOf(planted(council.root()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6, 7, 8, 9, 10})
    @EnabledIfSystemProperty(named = "long", matches = ".*")
    void inOtherCouncilsToo(long seed) throws IOException {
        namesTheFourHundredAndNoOther(seed);
    }

    private static List<String> planted(Path council) throws IOException {
        try (CSVParser defects = CSVParser.parse(
                council.resolve("truth/defects.csv"),
                StandardCharsets.UTF_8,
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return defects.stream()
                    .map(it -> "appointments %s %s"
                            .formatted(
                                    it.get("reference"),
                                    it.get("defect").equals("ROW_DELETED") ? "MISSING" : "INVISIBLE"))
                    .toList();
        }
    }
}
