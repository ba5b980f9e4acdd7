package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.plan.PlanFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many rows of one reference, each long: more than the heap holds. */
class LongRowsTest {
    private static final int ROWS = 150;
    private static final String TEXT = "x".repeat(900_000);
    private static final String PLAN = """
            plan: Sample council
            zone: Europe/London
            as-of: 2026-10-16T18:00
            reconcile:
              - name: files
                source: { csv: legacy.csv, charset: UTF-8 }
                target: { csv: new.csv, charset: UTF-8 }
            """;

    @Test
    void theyAreUnknownAndCountedToTheLast(@TempDir Path folder) throws Exception {
        PlanFolder.in(folder).with("plan.yaml", PLAN);
        write(folder.resolve("legacy.csv"), ROWS);
        write(folder.resolve("new.csv"), ROWS - 1);
        Path out = folder.resolve("out.json");

        assertThat(reconciledInAHeapOf("-Xmx80m", folder, out)).isEqualTo(3);

        JsonNode result = new JsonMapper().readTree(Files.readString(out));
        assertThat(result.get("unknown").valueStream().map(JsonNode::asString))
                .containsExactly("more rows have one reference than can be held at once, 1,000 or 8 MB of them"
                        + " (appointments 7); correct the query");
        JsonNode appointments = result.get("populations").get("appointments");
        assertThat(appointments.get("source").asInt()).isEqualTo(ROWS + 1);
        assertThat(appointments.get("target").asInt()).isEqualTo(ROWS);
        assertThat(appointments.get("missing").asInt()).isEqualTo(1);
    }

    private static void write(Path file, int rows) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("population,reference,description\nappointments,6,leak\n");
            for (int i = 0; i < rows; i++) {
                writer.write("appointments,7," + TEXT + "\n");
            }
        }
    }

    private static int reconciledInAHeapOf(String size, Path plan, Path out) throws Exception {
        Process process = OwnJvm.of(Auditor.class, List.of(size, "-XX:+UseSerialGC"), "reconcile", plan, "--json", out)
                .start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
