package rollcall.reconciler.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.SpillFolder;

/** The list is that of the last comparison that came to its end: an attempt that broke off neither leaves one nor takes one away. */
class UnreadKeysTest {
    private final Path folder;
    private final Path list;

    UnreadKeysTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.list = folder.resolve("unread.csv");
        try (UnreadKeys unread = new UnreadKeys(list)) {
            add("former", unread);
            unread.keep();
        }
    }

    @Test
    void whatBreaksOffLeavesTheFormerListAndNothingOfItsOwn() throws IOException {
        try (UnreadKeys unread = new UnreadKeys(list)) {
            add("latter", unread);
        }

        assertThat(list).hasContent("population,reference,rows,in_new_system\njobs,\"former\",2,yes");
        assertThat(folder).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void whatComesToItsEndPutsItsListInThePlaceOfTheFormer() throws IOException {
        try (UnreadKeys unread = new UnreadKeys(list)) {
            add("latter", unread);
            unread.keep();
        }

        assertThat(list).hasContent("population,reference,rows,in_new_system\njobs,\"latter\",2,yes");
        assertThat(folder).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void whatFindsNothingTakesTheFormerListAway() throws IOException {
        try (UnreadKeys unread = new UnreadKeys(list)) {
            assertThat(list).exists();
            unread.keep();
        }

        assertThat(list).doesNotExist();
    }

    private void add(String reference, UnreadKeys unread) throws IOException {
        try (SpillFolder spill = SpillFolder.in(folder.resolve("spill"));
                RowSorter sorter = new RowSorter(spill, "keys", 1 << 10)) {
            Keys.write(sorter.writer(), Population.JOBS, reference).end();
            try (SortedRows rows = sorter.open()) {
                assertThat(rows.advance()).isTrue();
                unread.add(rows.row(), 2, true);
            }
        }
    }
}
