package rollcall.migrator.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedLinesTest {
    private static final long SEED = 20_261_016;

    @ParameterizedTest(name = "with {0} bytes of memory")
    @ValueSource(longs = {1, 2_000, 1 << 20})
    void theOrderIsTheSameHoweverMuchIsSpilled(long budget, @TempDir Path folder) throws Exception {
        List<String> references = new ArrayList<>(List.of("", "A", "AB", "a", "é", "0001", "00010", "0001"));
        for (int i = 0; i < 200; i++) {
            references.add(Integer.toString(i));
        }
        List<String> expected = references.stream()
                .map(it -> it + "|line")
                .sorted((a, b) -> compare(a, b))
                .toList();
        Collections.shuffle(references, new Random(SEED));

        List<String> drained = new ArrayList<>();
        try (SortedLines lines = new SortedLines(folder, budget)) {
            for (String reference : references) {
                lines.add(bytes(reference), bytes(reference + "|line"));
            }
            lines.drain(it -> drained.add(new String(it, StandardCharsets.UTF_8)));
        }

        assertThat(drained).as("seed %d", SEED).containsExactlyElementsOf(expected);
        assertThat(Files.list(folder)).as("what was spilled is removed").isEmpty();
    }

    private static int compare(String a, String b) {
        return java.util.Arrays.compareUnsigned(
                bytes(a.substring(0, a.indexOf('|'))), bytes(b.substring(0, b.indexOf('|'))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
