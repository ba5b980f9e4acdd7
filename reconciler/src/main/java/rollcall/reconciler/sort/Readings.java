package rollcall.reconciler.sort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several readings of the same records, one after the other, while somebody may change them. A key has settled when two
 * readings in a row held the same rows of it, none at all included; of a key that changes after it has settled, what it
 * had settled on counts. In files, for one thread.
 */
public final class Readings {
    private final SpillFolder folder;
    private final long budget;
    private Optional<Path> last = Optional.empty();
    private Optional<Path> settled = Optional.empty();
    private Optional<Path> unsettled = Optional.empty();
    private int count;
    private long changedOnce;
    private long left;

    /** @param budget bytes of memory for the sorter of one reading */
    public Readings(SpillFolder folder, long budget) {
        this.folder = folder;
        this.budget = budget;
    }

    /** A sorter for the next reading's rows, to be given to {@link #add}. */
    public RowSorter next() {
        return new RowSorter(folder, "reading", budget);
    }

    /** Ends a reading. */
    public void add(RowSorter reading) throws IOException {
        Path now = file(reading.sorted());
        count++;
        if (last.isPresent()) {
            compare(last.get(), now);
            Files.delete(last.get());
        }
        last = Optional.of(now);
    }

    private void compare(Path before, Path now) throws IOException {
        Path changed = changed(before, now);
        SortedRows older = settled.isPresent()
                ? new KeyFilter(RowFile.open(settled.get()), RowFile.open(changed), true)
                : new NoRows();
        Path fresh = file(new TwoStreams(older, new KeyFilter(RowFile.open(now), RowFile.open(changed), false)));
        Path waiting = unsettled.isPresent()
                ? file(new KeyFilter(RowFile.open(unsettled.get()), RowFile.open(changed), true))
                : changed;
        for (Path old :
                List.of(settled, unsettled).stream().flatMap(Optional::stream).toList()) {
            Files.delete(old);
        }
        if (!waiting.equals(changed)) {
            Files.delete(changed);
        } else {
            changedOnce = left;
        }
        settled = Optional.of(fresh);
        unsettled = Optional.of(waiting);
        left = rows(waiting);
    }

    /** The keys of which two readings hold different rows. */
    private Path changed(Path before, Path now) throws IOException {
        try (SortedRows one = RowFile.open(before);
                SortedRows other = RowFile.open(now);
                RowSorter keys = next()) {
            Row key = new Row();
            boolean isOne = one.advance();
            boolean isOther = other.advance();
            while (isOne || isOther) {
                boolean first = isOne && (!isOther || one.row().compareKey(other.row()) <= 0);
                key.copy(first ? one.row() : other.row());
                boolean same = true;
                boolean inOne = isOne && one.row().compareKey(key) == 0;
                boolean inOther = isOther && other.row().compareKey(key) == 0;
                while (inOne || inOther) {
                    same &= inOne && inOther && one.row().compare(other.row()) == 0;
                    isOne = inOne ? one.advance() : isOne;
                    isOther = inOther ? other.advance() : isOther;
                    inOne = isOne && one.row().compareKey(key) == 0;
                    inOther = isOther && other.row().compareKey(key) == 0;
                }
                if (!same) {
                    keys.writer().begin().keyFrom(key, 0).endKey().end();
                }
            }
            left = keys.rows();
            return file(keys.sorted());
        }
    }

    private Path file(SortedRows rows) throws IOException {
        try (rows) {
            Path file = folder.newFile();
            RowFile.write(file, rows);
            return file;
        }
    }

    private static long rows(Path file) throws IOException {
        long count = 0;
        try (SortedRows rows = RowFile.open(file)) {
            while (rows.advance()) {
                count++;
            }
        }
        return count;
    }

    /** How many readings there were. */
    public int count() {
        return count;
    }

    /** Whether there were two readings or more and every key has settled. */
    public boolean areSettled() {
        return count > 1 && left == 0;
    }

    /** How many keys the first two readings did not agree on. */
    public long changed() {
        return changedOnce;
    }

    /** How many keys have not settled. */
    public long unsettled() {
        return left;
    }

    /** The first few keys that have not settled. */
    public List<Row> examples(int most) throws IOException {
        List<Row> keys = new ArrayList<>();
        if (unsettled.isPresent()) {
            try (SortedRows rows = RowFile.open(unsettled.get())) {
                while (keys.size() < most && rows.advance()) {
                    keys.add(rows.row().copy());
                }
            }
        }
        return keys;
    }

    /** The rows of all keys that have settled, in order. */
    public SortedRows settled() throws IOException {
        return settled.isPresent() ? RowFile.open(settled.get()) : new NoRows();
    }
}
