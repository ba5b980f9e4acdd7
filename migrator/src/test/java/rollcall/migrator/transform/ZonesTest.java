package rollcall.migrator.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.SealedExtract;

/** The same council, extracted and mapped by programs that run in different zones. */
class ZonesTest {
    private static final List<String> ZONES = List.of("Europe/London", "UTC", "Pacific/Auckland");

    @Test
    void theSealedBytesAndTheOutcomesAreTheSameInLondonInUtcAndInAuckland(@TempDir Path folder) throws Exception {
        Path root = folder.resolve("council");
        Council.generate(CouncilSpec.of(120, 7), root);

        Map<String, String> told = new TreeMap<>();
        for (String zone : ZONES) {
            told.put(zone, inZone(zone, root));
            remove(new CouncilFolder(root).plan().resolve(".rollcall"));
        }

        assertThat(told.get("UTC"))
                .as("both clock-change nights are in it")
                .contains("2026-10-25T01:30", "2027-03-28T01:30");
        assertThat(told.values().stream().distinct()).hasSize(1);
    }

    private static String inZone(String zone, Path root) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.timezone=" + zone,
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                root.toString()));
        Process program = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(zone).isZero();
        return told;
    }

    private static void remove(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Extracts and maps, and tells every byte and every outcome. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            CouncilOutcomes run = CouncilOutcomes.of(new CouncilFolder(Path.of(arguments[0])));
            SealedExtract sealed = run.sealed();
            for (Kind kind : Kind.values()) {
                System.out.println(HexFormat.of()
                        .formatHex(Files.readAllBytes(sealed.folder().resolve(kind.word() + ".csv"))));
            }
            run.outcomes().forEach((identity, outcome) -> System.out.println(identity + " " + outcome));
        }
    }
}
