package rollcall.reconciler.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReopenableTest {
    private static final int ROWS = 600;
    private static final List<String> IN_ORDER =
            IntStream.range(0, ROWS).mapToObj("%04d"::formatted).toList();

    private final Path folder;

    ReopenableTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Budgets for a spill a row with merges of spills, for a few spills, and for none. */
    @ParameterizedTest
    @ValueSource(longs = {1, 20_000, 1 << 26})
    void rowsAreReadAsOftenAsNeeded(long budget) throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder)) {
            try (Reopenable rows = filled(spill, budget)) {
                for (int reading = 0; reading < 3; reading++) {
                    assertThat(read(rows)).as("reading %d", reading).isEqualTo(IN_ORDER);
                }
                assertThat(rows.rows()).isEqualTo(ROWS);
            }
            assertThat(files()).as("files after the end").isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {20_000, 1 << 26})
    void twoReadingsGoOnAtOnceAndOneThatIsBrokenOffDisturbsNone(long budget) throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                Reopenable rows = filled(spill, budget);
                SortedRows ahead = rows.open()) {
            for (int i = 0; i < 10; i++) {
                ahead.advance();
            }
            assertThat(read(rows)).isEqualTo(IN_ORDER);
            try (SortedRows brokenOff = rows.open()) {
                brokenOff.advance();
            }
            assertThat(ahead.advance()).isTrue();
            assertThat(ahead.row().key(0).rest()).isEqualTo("0010");
        }
    }

    @Test
    void rowsThatGoToDiskAreThereAtTheNextReading() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter rows = filled(spill, 1 << 26)) {
            assertThat(read(rows)).isEqualTo(IN_ORDER);
            assertThat(files()).isZero();
            rows.toDisk();
            assertThat(files()).isOne();
            rows.toDisk();
            assertThat(read(rows)).isEqualTo(IN_ORDER);
            assertThat(files()).isOne();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theOnlyReadingGivesTheFilesBackAtItsEnd() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter rows = filled(spill, 20_000)) {
            try (SortedRows only = rows.sorted()) {
                assertThat(only.advance()).isTrue();
                assertThat(files()).isPositive();
            }
            assertThat(files()).isZero();
        }
    }

    @Test
    void nothingIsWrittenAfterTheFirstReadingNorReadAfterTheEnd() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter rows = filled(spill, 1 << 26)) {
            assertThat(read(rows)).isEqualTo(IN_ORDER);
            RowWriter late = rows.writer().begin().keyLast("late").endKey();
            assertThatThrownBy(late::end)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("after the last one");
            rows.close();
            assertThatThrownBy(rows::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("read after its end");
        }
    }

    /** The rows in no order, each so long that all together do not stay in memory when they are put away. */
    private static RowSorter filled(SpillFolder spill, long budget) throws IOException {
        RowSorter rows = new RowSorter(spill, "test", budget);
        for (int i = 0; i < ROWS; i++) {
            rows.writer()
                    .begin()
                    .keyLast("%04d".formatted(i * 7 % ROWS))
                    .endKey()
                    .text("x".repeat(2000))
                    .end();
        }
        return rows;
    }

    private static List<String> read(Reopenable rows) throws IOException {
        List<String> keys = new ArrayList<>();
        try (SortedRows reading = rows.open()) {
            while (reading.advance()) {
                keys.add(reading.row().key(0).rest());
            }
        }
        return keys;
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(it -> it.getFileName().toString().startsWith("rows-"))
                    .count();
        }
    }
}
