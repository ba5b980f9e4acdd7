package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
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
    private static final Pattern LOST_WITH_JOB = Pattern.compile("its job '(?<job>[^']+)' was not loaded");

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

    /** The migrator writes to the ledger that a job was not loaded, and the reconciler reads it: both have to mean the same words. */
    @Test
    void countsVisitsLostWithTheirJobsAsOneCause() {
        CouncilFolder council = Council.generate(CouncilSpec.of(500, 11), folder.resolve("council"));
        JsonNode result = new Road(council).rehearse(1, "EXCEPTIONS");
        List<String> causes = result.get("systemic")
                .valueStream()
                .map(it -> it.get("detail").asString())
                .toList();

        assertThat(rejectedWithTheirJobs(result)).hasSizeGreaterThan(1);
        assertThat(causes).filteredOn(it -> it.startsWith("its job")).containsExactly("its job was not loaded");
    }

    /** The jobs that the exceptions' causes name, each once. */
    private static Set<String> rejectedWithTheirJobs(JsonNode result) {
        return result.get("exceptions")
                .valueStream()
                .map(it -> LOST_WITH_JOB.matcher(it.get("detail").asString()))
                .filter(Matcher::find)
                .map(it -> it.group("job"))
                .collect(Collectors.toSet());
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
