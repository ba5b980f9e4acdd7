package rollcall.reconciler.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.reconciler.OwnJvm;

/** What a killed run has left goes with the next run, and nothing of a living one, whatever number its process has. */
class SpillFolderTest {
    private final Path parent;

    SpillFolderTest(@TempDir Path folder) {
        this.parent = folder.resolve("spill");
    }

    /** Another run, in a process of its own, until it is killed. */
    static final class Another {
        private Another() {}

        public static void main(String... arguments) throws Exception {
            try (SpillFolder folder = SpillFolder.in(Path.of(arguments[0]))) {
                Path file = folder.newFile();
                Files.writeString(file, "rows of people");
                System.out.println(file);
                Thread.sleep(60_000);
            }
        }
    }

    private record Run(Process process, Path file) implements AutoCloseable {
        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    private Run another() throws IOException {
        Process process = OwnJvm.of(Another.class, List.of(), parent).start();
        BufferedReader said = process.inputReader();
        return new Run(process, Path.of(String.valueOf(said.readLine())));
    }

    @Test
    void whatAKilledRunHasLeftIsRemovedByTheNext() throws Exception {
        Run killed = another();
        assertThat(killed.file()).hasContent("rows of people");
        killed.close();
        try (SpillFolder next = SpillFolder.in(parent)) {
            assertThat(killed.file().getParent()).doesNotExist();
            assertThat(next.newFile()).exists();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatALivingRunOfAnotherProcessHoldsStays() throws Exception {
        try (Run living = another()) {
            for (int i = 0; i < 3; i++) {
                SpillFolder.in(parent).close();
            }
            assertThat(living.file()).hasContent("rows of people");
        }
    }

    /** Both for this process, which looks at its own lock, and for another, which must still find it. */
    @Test
    void whatThisProcessHoldsStays() throws Exception {
        try (SpillFolder first = SpillFolder.in(parent)) {
            Path file = first.newFile();
            SpillFolder.in(parent).close();
            try (Run another = another()) {
                assertThat(another.file()).exists();
                assertThat(file).exists();
            }
        }
    }

    /** A version before had the number of the process in the folder's name, and no lock. In a container that is the same each night. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999_999_999})
    void whatAKilledRunOfAnEarlierVersionHasLeftGoesWhenItHasLongBeenQuiet(long pid) throws IOException {
        long number = pid == 0 ? ProcessHandle.current().pid() : pid;
        Path left = written("run-" + number + "-5", Duration.ofHours(49));
        Path begun = written("run-" + number + "-6", Duration.ofHours(49));
        Files.setLastModifiedTime(
                begun.resolve("rows-1"), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        try (SpillFolder next = SpillFolder.in(parent)) {
            assertThat(next.newFile()).exists();
            assertThat(left).doesNotExist();
            assertThat(begun.resolve("rows-1"))
                    .as("may be letting differences settle")
                    .exists();
        }
    }

    @Test
    void whatWasKilledBeforeItHadALockGoesToo() throws IOException {
        Path left = written("spill-77", Duration.ofHours(49));
        Path others = written("kept-by-somebody", Duration.ofHours(49));
        SpillFolder.in(parent).close();
        assertThat(left).doesNotExist();
        assertThat(others.resolve("rows-1")).exists();
    }

    private Path written(String name, Duration ago) throws IOException {
        Path run = Files.createDirectories(parent.resolve(name));
        Path rows = Files.writeString(run.resolve("rows-1"), "rows of people");
        for (Path path : List.of(rows, run)) {
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(ago)));
        }
        return run;
    }

    @Test
    void runsThatBeginAndEndAtOnceLeaveOneAnotherAlone() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runs.add(threads.submit(() -> {
                    for (int run = 0; run < 100; run++) {
                        try (SpillFolder folder = SpillFolder.in(parent)) {
                            Path file = folder.newFile();
                            Files.writeString(file, "rows of people");
                            SpillFolder.in(parent).close();
                            assertThat(file).hasContent("rows of people");
                        }
                    }
                    return "done";
                }));
            }
            for (Future<?> run : runs) {
                assertThat(run.get()).isEqualTo("done");
            }
        }
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left).isEmpty();
        }
    }
}
