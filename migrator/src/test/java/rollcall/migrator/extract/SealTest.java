package rollcall.migrator.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
    @Test
    void whateverReferencesHoldASealIsReadAsItWasWritten(@TempDir Path folder) throws Exception {
        List<SealedFile> files = Arrays.stream(Kind.values())
                .map(it -> new SealedFile(it, 1, "0".repeat(64)))
                .toList();
        Steadiness differed = new Steadiness(
                Steadiness.READ_TWICE,
                3,
                Map.of(Kind.JOBS, new Steadiness.Differing(2, List.of("DLO\\u12", "7\nsha256=1"))));
        Seal seal = new Seal(
                LocalDateTime.of(2026, 10, 16, 18, 0),
                differed,
                files,
                Arrays.stream(Kind.values()).collect(Collectors.toMap(it -> it, it -> "1".repeat(64))));
        Files.writeString(folder.resolve(Seal.NAME), seal.text());

        assertThat(Seal.read(folder)).isEqualTo(seal);
    }
}
