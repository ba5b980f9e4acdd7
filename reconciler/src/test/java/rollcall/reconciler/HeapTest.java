package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.sort.RowSorter;

/** How much memory the program is given makes no difference: one that must spill tells what one tells that need not. */
class HeapTest {
    private static final int JOBS = 40_000;

    private final Path folder;
    private final long seed = Long.getLong("engine.seed", new Random().nextLong());

    HeapTest(@TempDir Path folder) {
        this.folder = folder;
        System.out.println("HeapTest -Dengine.seed=" + seed);
    }

    /** A program of its own, for a heap of its own: {@code FOLDER LEGACY TARGET REPORT}; prints how many bytes both sides had spilled. */
    static final class Compared {
        private Compared() {}

        public static void main(String... arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            Spilled spilled = new Spilled(folder);
            String report = new SameRows(folder)
                    .ofFiles(Path.of(arguments[1]), Path.of(arguments[2]), RowSorter.budgetOfHeap(), spilled);
            Files.writeString(Path.of(arguments[3]), report);
            System.out.println(spilled.most);
        }
    }

    /** Looks what there is on the disk when a side has been read, and when comparing begins. */
    private static final class Spilled implements Progress {
        private final Path folder;
        private long most;

        Spilled(Path folder) {
            this.folder = folder;
        }

        @Override
        public Task begin(String what, long expected) {
            look();
            return new Task() {
                @Override
                public void advance(long rows) {}

                @Override
                public void close() {
                    if (what.startsWith("reading")) {
                        look();
                    }
                }
            };
        }

        private synchronized void look() {
            long now = 0;
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    now += Files.size(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            most = Math.max(most, now);
        }
    }

    @Test
    void howMuchMemoryThereIsDoesNotMatter() throws Exception {
        Random random = new Random(seed);
        Path legacy = folder.resolve("legacy.csv");
        Path there = folder.resolve("target.csv");
        write(legacy, ComparableRow.COLUMNS, random, List.of(0));
        write(there, SameRows.columnsThere(), random, List.of(0, 1, 2, 3, 4));

        Path small = folder.resolve("small.txt");
        Path large = folder.resolve("large.txt");
        long spilled = compare("-Xmx64m", legacy, there, small);
        long kept = compare("-Xmx1g", legacy, there, large);

        assertThat(spilled).as("bytes spilled by the small heap").isGreaterThan(8 << 20);
        assertThat(kept).as("bytes spilled by the large heap").isLessThan(1 << 20);
        assertThat(Files.readString(small)).contains("MISSING", "DIFFERENT", "INVISIBLE", "DUPLICATED");
        assertThat(small).as("seed %d", seed).hasSameTextualContentAs(large);
    }

    /** Jobs and their appointments in any order; one in a hundred as somebody has left it. */
    private static void write(Path file, List<String> columns, Random random, List<Integer> fates) throws IOException {
        List<Integer> order = new ArrayList<>(IntStream.range(0, JOBS).boxed().toList());
        Collections.shuffle(order, random);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", columns) + "\n");
            for (int i : order) {
                int fate = random.nextInt(100) == 0 ? fates.get(random.nextInt(fates.size())) : 0;
                write(out, columns, ComparableRow.aJob("J" + i), 0);
                write(out, columns, ComparableRow.anAppointment("A" + i, "J" + i), fate);
            }
        }
    }

    private static void write(BufferedWriter out, List<String> columns, ComparableRow plain, int fate)
            throws IOException {
        ComparableRow row = plain.with("visible", fate == 1 ? "false" : "true")
                .with("target_id", "t-" + plain.value("reference"))
                .with("slot", fate == 2 ? "PM" : plain.value("slot"));
        for (int copy = 0; copy < (fate == 3 ? 0 : fate == 4 ? 2 : 1); copy++) {
            out.write(String.join(",", columns.stream().map(row::value).toList()) + "\n");
        }
    }

    private long compare(String heap, Path legacy, Path there, Path report) throws Exception {
        Path work = Files.createDirectories(folder.resolve("work" + heap));
        Path said = folder.resolve("said" + heap);
        int exit = OwnJvm.of(Compared.class, List.of(heap, "-XX:+UseSerialGC"), work, legacy, there, report)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(said)).isZero();
        return Files.readString(said).lines().mapToLong(Long::parseLong).sum();
    }
}
