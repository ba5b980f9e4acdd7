package rollcall.reconciler.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a thread reads ahead is what its rows hold: every row, in order, and every failure where it happened. */
@Timeout(60)
class AheadTest {
    private static final int MANY = 200_000;

    private final Path folder;

    AheadTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyRowComesInItsOrder() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                SortedRows rows = Ahead.of(of(spill, MANY), "test")) {
            for (int i = 0; i < MANY; i++) {
                assertThat(rows.advance()).isTrue();
                assertThat(rows.row().key(0).rest()).isEqualTo("%08d".formatted(i));
            }
            assertThat(rows.advance()).isFalse();
            assertThat(rows.advance()).isFalse();
        }
    }

    @Test
    void noRowsAreNoRows() throws IOException {
        try (SortedRows rows = Ahead.of(new NoRows(), "test")) {
            assertThat(rows.advance()).isFalse();
        }
    }

    @Test
    void rowsLongerThanABlockComeWhole() throws IOException {
        List<String> letters = new ArrayList<>();
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter sorter = new RowSorter(spill, "test", 1 << 30)) {
            for (int i = 0; i < 30; i++) {
                String text = "%c".formatted('a' + i % 26).repeat(1 + i * 20_000);
                letters.add(text);
                sorter.writer()
                        .begin()
                        .keyLast("%02d".formatted(i))
                        .endKey()
                        .text(text)
                        .end();
            }
            try (SortedRows rows = Ahead.of(sorter.open(), "test")) {
                for (String text : letters) {
                    assertThat(rows.advance()).isTrue();
                    assertThat(rows.row().values().text()).isEqualTo(text);
                }
                assertThat(rows.advance()).isFalse();
            }
        }
    }

    @Test
    void whatGoesWrongWithTheReadingGoesWrongForTheTaker() throws IOException {
        for (Throwable failure : List.of(
                new IOException("the disk is gone"),
                new IllegalStateException("out of order"),
                new OutOfMemoryError("no room"))) {
            try (SpillFolder spill = SpillFolder.in(folder);
                    SortedRows rows = Ahead.of(new Broken(of(spill, MANY), 1_000, failure), "test")) {
                assertThatThrownBy(() -> {
                            while (rows.advance()) {
                                assertThat(rows.row().keyLength()).isEqualTo(8);
                            }
                        })
                        .isSameAs(failure);
            }
        }
    }

    @Test
    void whoEndsInTheMiddleClosesTheRowsBehindTheThread() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder)) {
            Broken all = new Broken(of(spill, MANY), MANY + 1, new IOException("never"));
            SortedRows rows = Ahead.of(all, "test");
            assertThat(rows.advance()).isTrue();
            rows.close();
            assertThat(all.closed.get()).isTrue();
            assertThat(all.isAdvancing).isFalse();
        }
    }

    @Test
    void whoIsInterruptedIsNotLeftWaiting() throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                SortedRows rows = Ahead.of(new Stuck(of(spill, 1)), "test")) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(rows::advance).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static SortedRows of(SpillFolder spill, int count) throws IOException {
        RowSorter sorter = new RowSorter(spill, "test", 1 << 16);
        for (int i = 0; i < count; i++) {
            sorter.writer()
                    .begin()
                    .keyLast("%08d".formatted(i))
                    .endKey()
                    .number(i)
                    .end();
        }
        return sorter.sorted();
    }

    /** Rows that fail after so many. */
    private static final class Broken implements SortedRows {
        private final SortedRows rows;
        private final int after;
        private final Throwable failure;
        private final AtomicBoolean closed = new AtomicBoolean();
        private int read;
        private volatile boolean isAdvancing;

        Broken(SortedRows rows, int after, Throwable failure) {
            this.rows = rows;
            this.after = after;
            this.failure = failure;
        }

        @Override
        public boolean advance() throws IOException {
            isAdvancing = true;
            try {
                if (read++ == after) {
                    switch (failure) {
                        case IOException e -> throw e;
                        case RuntimeException e -> throw e;
                        default -> throw (Error) failure;
                    }
                }
                return rows.advance();
            } finally {
                isAdvancing = false;
            }
        }

        @Override
        public Row row() {
            return rows.row();
        }

        @Override
        public void close() throws IOException {
            assertThat(isAdvancing).isFalse();
            closed.set(true);
            rows.close();
        }
    }

    /** Rows that never come. */
    private record Stuck(SortedRows rows) implements SortedRows {
        @Override
        public boolean advance() throws IOException {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                throw new InterruptedIOException("stopped");
            }
            return false;
        }

        @Override
        public Row row() {
            return rows.row();
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
