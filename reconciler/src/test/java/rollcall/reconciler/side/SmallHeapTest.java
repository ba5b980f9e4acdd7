package rollcall.reconciler.side;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.OwnJvm;

/** Files larger than the heap that reads them. */
class SmallHeapTest {
    private static final String TEXT = "x".repeat(900_000);

    @Test
    void longTextsAreLaidOutAndACellThatNeverEndsIsRefusedInAHeapThatHoldsNeither(@TempDir Path folder)
            throws Exception {
        Path texts = folder.resolve("texts.csv");
        write(texts, "1", "%08d," + TEXT + "\n");
        Path endless = folder.resolve("endless.csv");
        write(endless, "\"1", "%08d," + TEXT + "\n");

        assertThat(inAHeapOf("-Xmx64m", texts, endless))
                .startsWith("80 rows\nendless.csv line 2: the row goes on for more than 1,000,000 characters:");
    }

    private static void write(Path file, String first, String row) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("reference,problem\n" + first + ",none\n");
            for (int i = 1; i < 80; i++) {
                writer.write(row.formatted(i));
            }
        }
    }

    private static String inAHeapOf(String size, Path... files) throws Exception {
        Process process = OwnJvm.of(SmallHeap.class, List.of(size, "-XX:+UseSerialGC"), (Object[]) files)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return told;
    }
}
