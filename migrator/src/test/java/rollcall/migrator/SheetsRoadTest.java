package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.Defects;
import rollcall.fixtures.SheetsCouncil;
import rollcall.fixtures.damage.Inflicted;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole road from spreadsheets: nothing is missing, then 400 appointments are wiped, and exactly those are named. */
class SheetsRoadTest {
    private static final int HOMES = 4_500;
    private static final long SEED = 20_261_121;

    private final Path folder;

    SheetsRoadTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void namesTheFourHundredAndNoOther() throws IOException {
        Path council = folder.resolve("council");
        SheetsCouncil.generate(CouncilSpec.of(HOMES, SEED), council);
        copy(council.resolve("corrected"), council.resolve("plan"));

        Ran checked = rollcall("check", council.resolve("plan").toString());
        assertThat(checked.exit()).as(checked.text()).isZero();
        assertThat(checked.text()).contains("connection exports: opens, exported files");

        Ran migrated = rollcall("migrate", council.resolve("plan").toString());
        assertThat(migrated.exit()).as(migrated.text()).isZero();

        Ran clean = rollcall("reconcile", council.resolve("plan").toString(), "--json", json().toString());
        assertThat(clean.exit()).as(clean.text()).isZero();
        assertThat(result().get("verdict").asString()).isEqualTo("ACCOUNTED_FOR");

        List<Inflicted> planted = Defects.inflict(council, Inflicted.camden(400), SEED);
        Ran wiped = rollcall("reconcile", council.resolve("plan").toString(), "--json", json().toString());
        assertThat(wiped.exit()).as(wiped.text()).isEqualTo(1);
        assertThat(found())
                .hasSize(400)
                .containsExactlyInAnyOrderElementsOf(planted.stream()
                        .map(it -> "appointments %s %s"
                                .formatted(
                                        it.reference(), it.expected().getFirst().type()))
                        .toList());
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
