package rollcall.reconciler.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a key with very many rows, or very long ones, some are kept and all are counted. */
class KeyGroupsTest {
    private static final int HEAD = 2 * Integer.BYTES + 1 + 1;

    private final Path folder;

    KeyGroupsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void rowsAreKeptUpToANumber() throws IOException {
        for (int more : List.of(-1, 0, 1)) {
            int rows = KeyGroups.MOST_KEPT + more;
            groups(rows, 1, KeyGroups.MOST_BYTES, groups -> {
                assertThat(groups.count()).isEqualTo(rows);
                assertThat(groups.rows()).hasSize(Math.min(rows, KeyGroups.MOST_KEPT));
                assertThat(groups.isCut()).isEqualTo(more > 0);
            });
        }
    }

    @Test
    void rowsAreKeptUpToSoManyBytes() throws IOException {
        int length = HEAD + 100;
        for (int more : List.of(-1, 0, 1)) {
            groups(3, 100, 3 * length + more, groups -> {
                assertThat(groups.count()).isEqualTo(3);
                assertThat(groups.rows()).hasSize(more < 0 ? 2 : 3);
                assertThat(groups.isCut()).isEqualTo(more < 0);
            });
        }
    }

    @Test
    void theFirstRowIsAlwaysKeptAndTheNextKeyBeginsAnew() throws IOException {
        groups(2, 100, 1, groups -> {
            assertThat(groups.rows()).hasSize(1);
            assertThat(groups.isCut()).isTrue();
            assertThat(groups.advance()).isTrue();
            assertThat(groups.rows()).hasSize(1);
            assertThat(groups.isCut()).isFalse();
            assertThat(groups.advance()).isFalse();
            assertThat(groups.isCut()).isFalse();
            assertThat(groups.total()).isEqualTo(3);
        });
    }

    private interface Looking {
        void at(KeyGroups groups) throws IOException;
    }

    /** Some rows of key {@code a} with a text each of so many letters, and one of key {@code b}. */
    private void groups(int rows, int letters, long mostBytes, Looking looking) throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder);
                RowSorter sorter = new RowSorter(spill, "test", 1 << 20)) {
            for (int i = 0; i < rows; i++) {
                sorter.writer()
                        .begin()
                        .keyLast("a")
                        .endKey()
                        .text("x".repeat(letters))
                        .end();
            }
            sorter.writer().begin().keyLast("b").endKey().end();
            try (KeyGroups groups = new KeyGroups(sorter.sorted(), mostBytes)) {
                assertThat(groups.advance()).isTrue();
                looking.at(groups);
            }
        }
    }
}
