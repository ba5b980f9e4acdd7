package rollcall.reconciler.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSorterTest {
    private final Path folder;

    RowSorterTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void keysAreOrderedAsUnsignedBytes() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter sorter = new RowSorter(spill, "test", 1 << 20)) {
            for (String key : List.of(
                    "é", "z", "", "ab", "a", "\uD83D\uDE00", "Z", "\uFFFD", "0000000000000000b", "0000000000000000a")) {
                sorter.writer().begin().keyLast(key).endKey().end();
            }
            assertThat(keys(sorter))
                    .containsExactly(
                            "",
                            "0000000000000000a",
                            "0000000000000000b",
                            "Z",
                            "a",
                            "ab",
                            "z",
                            "é",
                            "\uFFFD",
                            "\uD83D\uDE00");
        }
    }

    @Test
    void partsThatJoinToTheSameTextMakeTwoKeys() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter sorter = new RowSorter(spill, "test", 1 << 20)) {
            sorter.writer().begin().keyPart("AB").keyLast("C").endKey().end();
            sorter.writer().begin().keyPart("A").keyLast("BC").endKey().end();
            try (KeyGroups groups = new KeyGroups(sorter.sorted())) {
                assertThat(groups.advance()).isTrue();
                assertThat(groups.count()).isEqualTo(1);
                assertThat(groups.advance()).isTrue();
                assertThat(groups.advance()).isFalse();
            }
        }
    }

    @Test
    void twoBrokenTextsDoNotFoldIntoOne() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter sorter = new RowSorter(spill, "test", 1 << 20)) {
            sorter.writer().begin().keyLast("a\uD800").endKey().end();
            sorter.writer().begin().keyLast("a\uD801").endKey().end();
            sorter.writer().begin().keyLast("a?").endKey().end();
            try (KeyGroups groups = new KeyGroups(sorter.sorted())) {
                int keys = 0;
                while (groups.advance()) {
                    keys++;
                }
                assertThat(keys).isEqualTo(3);
            }
        }
    }

    /** Rows up to several blocks long, budgets from less than a row to all in memory: always the same bytes in the same order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2_000, 60_000, 1 << 26})
    void everyBudgetGivesTheSameRows(long budget) throws IOException {
        long seed = new Random().nextLong();
        System.out.println("RowSorterTest seed " + seed);
        Random random = new Random(seed);
        List<String> written = new ArrayList<>();
        List<String> read = new ArrayList<>();
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter sorter = new RowSorter(spill, "test", budget)) {
            for (int i = 0; i < 3000; i++) {
                String key = Integer.toString(random.nextInt(2000), 36).repeat(random.nextInt(4));
                int length = random.nextInt(1000) == 0 ? random.nextInt(3 * Arena.BLOCK) : random.nextInt(60);
                String text = Character.toString('a' + random.nextInt(3)).repeat(length);
                sorter.writer().begin().keyLast(key).endKey().text(text).end();
                written.add(key + "/" + text);
                if (random.nextInt(50) == 0) {
                    sorter.writer().begin().keyLast("never").endKey().text("x".repeat(random.nextInt(2 * Arena.BLOCK)));
                    sorter.writer().abandon();
                }
            }
            try (SortedRows rows = sorter.sorted()) {
                while (rows.advance()) {
                    read.add(
                            rows.row().key(0).rest() + "/" + rows.row().values().text());
                }
            }
            assertThat(files()).as("spill files after the last row").isZero();
        }
        written.sort((one, other) -> {
            String[] left = one.split("/", -1);
            String[] right = other.split("/", -1);
            int byKey = Arrays.compareUnsigned(
                    left[0].getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    right[0].getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return byKey != 0
                    ? byKey
                    : left[1].isEmpty() || right[1].isEmpty() || left[1].length() == right[1].length()
                            ? left[1].compareTo(right[1])
                            : Integer.compare(left[1].length(), right[1].length());
        });
        assertThat(read).as("seed %d", seed).containsExactlyElementsOf(written);
        assertThat(folder).isEmptyDirectory();
    }

    /** Each may hold 64 MB, and all ten hold little more than 8 MB together, whoever was first. */
    @Test
    void sortersOfOneRunShareTheirMemory() throws IOException {
        Room room = new Room(8 << 20);
        List<RowSorter> sorters = new ArrayList<>();
        int[] written = new int[10];
        try (SpillFolder spill = SpillFolder.in(folder, room)) {
            for (int i = 0; i < written.length; i++) {
                sorters.add(new RowSorter(spill, "test", 64 << 20));
            }
            long most = 0;
            for (int i = 0; i < 300_000; i++) {
                int which = i < 100_000 ? 0 : i % written.length;
                sorters.get(which)
                        .writer()
                        .begin()
                        .keyLast("%08d".formatted(written[which]++))
                        .endKey()
                        .text("x".repeat(100))
                        .end();
                most = Math.max(most, room.taken());
            }
            assertThat(most).isBetween(8L << 20, (8L << 20) + 10 * (2L << 20));
            for (int i = 0; i < written.length; i++) {
                try (SortedRows rows = sorters.get(i).sorted()) {
                    for (int row = 0; row < written[i]; row++) {
                        assertThat(rows.advance()).isTrue();
                        assertThat(rows.row().key(0).rest()).isEqualTo("%08d".formatted(row));
                    }
                    assertThat(rows.advance()).isFalse();
                }
            }
            assertThat(room.taken()).isZero();
        }
    }

    @Test
    void spillFilesAreForTheirOwnerOnly() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder.resolve("spill"));
                RowSorter sorter = new RowSorter(spill, "test", 1)) {
            sorter.writer().begin().keyLast("a").endKey().end();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("spill"))))
                    .isEqualTo("rwx------");
            try (Stream<Path> all = Files.walk(folder.resolve("spill"))) {
                Path file = all.filter(Files::isRegularFile).findFirst().orElseThrow();
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling(""))))
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void aSpillFileThatWasCutShortIsNoticed() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter sorter = new RowSorter(spill, "test", 1)) {
            sorter.writer().begin().keyLast("a").endKey().text("1").end();
            sorter.writer().begin().keyLast("b").endKey().text("2").end();
            Path file = firstFile();
            try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
            assertThatThrownBy(() -> keys(sorter))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ends after 0 rows");
        }
    }

    @Test
    void rowsOutOfOrderAreNoticed() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter sorter = new RowSorter(spill, "test", 1)) {
            sorter.writer().begin().keyLast("a").endKey().text("1").end();
            sorter.writer().begin().keyLast("b").endKey().text("2").end();
            sorter.writer().begin().keyLast("c").endKey().text("3").end();
            Path file = firstFile();
            byte[] bytes = Files.readAllBytes(file);
            bytes[2 * Integer.BYTES] = 'z';
            Files.write(file, bytes);
            Path whole = Files.createFile(folder.resolve("whole"));
            try (SortedRows rows = new MergedRows(List.of())) {
                assertThat(RowFile.write(whole, rows)).isZero();
            }
            byte[] head = Files.readAllBytes(whole);
            head[2 * Long.BYTES - 1] = 2;
            Files.write(whole, head);
            Files.write(whole, bytes, StandardOpenOption.APPEND);
            byte[] second = bytes.clone();
            second[2 * Integer.BYTES] = 'a';
            Files.write(whole, second, StandardOpenOption.APPEND);
            try (SortedRows rows = RowFile.open(whole)) {
                assertThat(rows.advance()).isTrue();
                assertThatThrownBy(rows::advance)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("out of order");
            }
            Files.delete(whole);
        }
    }

    /** Two rows of one spill file have changed places on the disk: none is lost, and each is as it was. */
    @Test
    void rowsThatChangedPlacesInASpillFileAreNoticed() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter sorter = new RowSorter(spill, "appointments", 2_000)) {
            for (int i = 0; i < 100; i++) {
                sorter.writer()
                        .begin()
                        .keyLast("%02d".formatted(i * 37 % 100))
                        .endKey()
                        .text("x")
                        .end();
            }
            assertThat(files()).isGreaterThan(1);
            SpilledRows.exchange(firstFile());
            assertThatThrownBy(() -> keys(sorter))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("appointments: row ")
                    .hasMessageContaining("is out of order");
        }
    }

    /** The same where spill files are merged into one long before all rows are there. */
    @Test
    void rowsThatChangedPlacesAreNoticedWhereSpillFilesAreMerged() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter sorter = new RowSorter(spill, "appointments", 2_000)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            if (i == 100) {
                                SpilledRows.exchange(firstFile());
                            }
                            String key = "%04d".formatted(i * 37 % 10_000);
                            sorter.writer().begin().keyLast(key).endKey().end();
                        }
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is out of order");
        }
    }

    private static List<String> keys(RowSorter sorter) throws IOException {
        List<String> keys = new ArrayList<>();
        try (SortedRows rows = sorter.sorted()) {
            while (rows.advance()) {
                keys.add(rows.row().key(0).rest());
            }
        }
        return keys;
    }

    private Path firstFile() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(RowSorterTest::isOfRows).findFirst().orElseThrow();
        }
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(RowSorterTest::isOfRows).count();
        }
    }

    private static boolean isOfRows(Path file) {
        return file.getFileName().toString().startsWith("rows-");
    }
}
