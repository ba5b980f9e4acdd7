package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.Defects;
import rollcall.fixtures.damage.Inflicted;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole road, with the program's own commands: a council is moved, nothing is missing; 400 appointments are wiped or
 * cancelled in the new system, and exactly those 400 are named.
 */
class RoadTest {
    private static final int HOMES = 3_000;

    private final Path folder;

    RoadTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void namesTheFourHundredAndNoOther(long seed) throws IOException {
        Path council = folder.resolve("council");
        Council.generate(CouncilSpec.of(HOMES, seed), council);
        copy(council.resolve("corrected"), council.resolve("plan"));

        Ran migrated = rollcall("migrate", council.resolve("plan").toString());
        assertThat(migrated.exit()).as(migrated.text()).isZero();

        Ran clean = rollcall("reconcile", council.resolve("plan").toString(), "--json", json().toString());
        assertThat(clean.exit()).as(clean.text()).isZero();
        assertThat(result().get("verdict").asString()).isEqualTo("ACCOUNTED_FOR");
        assertThat(result().get("exceptions").size()).isZero();
        assertThat(result().get("populations")
                        .get("appointments")
                        .get("matched")
                        .asLong())
                .isGreaterThan(HOMES / 6);

        Defects.inflict(council, Inflicted.camden(400), seed);
        Ran wiped = rollcall("reconcile", council.resolve("plan").toString(), "--json", json().toString());
        assertThat(wiped.exit()).as(wiped.text()).isEqualTo(1);
        assertThat(result().get("verdict").asString()).isEqualTo("EXCEPTIONS");
        assertThat(found()).hasSize(400).containsExactlyInAnyOrderElementsOf(planted(council));
        assertThat(wiped.text()).contains("400");
    }

    private List<String> found() {
        return result().get("exceptions")
                .valueStream()
                .map(it -> "%s %s %s"
                        .formatted(
                                it.get("population").asString(),
                                it.get("reference").asString(),
                                it.get("class").asString()))
                .toList();
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

    private Path json() {
        return folder.resolve("out.json");
    }

    private JsonNode result() {
        return JsonMapper.shared().readTree(json().toFile());
    }

    private static Ran rollcall(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine program =
                Rollcall.commandLine().setOut(new PrintWriter(text, true)).setErr(new PrintWriter(text, true));
        return new Ran(program.execute(arguments), text.toString());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private record Ran(int exit, String text) {}
}
