package rollcall.reconciler.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.sort.HeldFolder;

/** A seal in the making is nobody else's, and goes when nobody makes it any more. */
class SealFolderTest {
    private final Path work;
    private final SealFolder seals;

    SealFolderTest(@TempDir Path work) {
        this.work = work;
        this.seals = new SealFolder(work);
    }

    /** As an earlier version named it, which is the same each night in a container. */
    @Test
    void whatAKilledRunWithTheNumberOfThisOneHasLeftIsRemoved() throws IOException {
        Path left = Files.createDirectories(
                work.resolve("seal/.part-" + ProcessHandle.current().pid() + "-5"));
        Path rows = Files.writeString(left.resolve("contact.rows"), "names and phones");
        for (Path path : List.of(rows, left)) {
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofHours(49))));
        }
        HeldFolder part = seals.begin();
        assertThat(left).doesNotExist();
        part.remove();
        assertThat(work.resolve("seal")).isEmptyDirectory();
    }

    @Test
    void twoSealsInTheMakingLeaveEachOtherAloneAndOneThatIsWholeHasOnlyItsOwnFiles() throws IOException {
        HeldFolder first = seals.begin();
        Files.writeString(first.path().resolve("source.rows"), "rows");
        HeldFolder second = seals.begin();
        assertThat(first.path().resolve("source.rows")).exists();

        Path seal = seals.finish(first, "legacy-against-new", 1).orElseThrow();
        assertThat(seals.finish(second, "legacy-against-new", 1)).isEmpty();
        first.remove();
        second.remove();
        try (Stream<Path> files = Files.list(seal)) {
            assertThat(files).containsExactly(seal.resolve("source.rows"));
        }
        assertThat(work.resolve("seal")).isDirectoryNotContaining("glob:**/.part-*");
    }
}
