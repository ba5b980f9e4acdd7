package rollcall.reconciler.sort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorted rows, one key at a time. The first row of a key costs no object; of very many rows of one key, or very long ones, the
 * first are kept, and all are counted.
 */
public final class KeyGroups implements AutoCloseable {
    /** How many rows of one key are kept. */
    public static final int MOST_KEPT = 1000;

    /** How many bytes the rows of one key that are kept may have, but that the first is always kept. */
    public static final long MOST_BYTES = 8 << 20;

    private final SortedRows rows;
    private final long mostBytes;
    private final Row first = new Row();
    private final List<Row> others = new ArrayList<>();
    private boolean pending;
    private boolean there;
    private boolean isCut;
    private long count;
    private long total;

    /** Begins before the first key; {@link #advance} goes to it. */
    public KeyGroups(SortedRows rows) throws IOException {
        this(rows, MOST_BYTES);
    }

    /** @param mostBytes in the place of {@link #MOST_BYTES} */
    KeyGroups(SortedRows rows, long mostBytes) throws IOException {
        this.rows = rows;
        this.mostBytes = mostBytes;
        this.pending = rows.advance();
    }

    /** Goes to the next key; false when there is none. */
    public boolean advance() throws IOException {
        there = pending;
        others.clear();
        if (!there) {
            count = 0;
            isCut = false;
            return false;
        }
        first.copy(rows.row());
        count = 1;
        isCut = false;
        long bytes = 0;
        pending = rows.advance();
        while (pending && rows.row().compareKey(first) == 0) {
            count++;
            bytes += bytes == 0 ? first.length() : 0;
            bytes += rows.row().length();
            isCut |= others.size() == MOST_KEPT - 1 || bytes > mostBytes;
            if (!isCut) {
                others.add(rows.row().copy());
            }
            pending = rows.advance();
        }
        total += count;
        return true;
    }

    /** Whether there is a current key. */
    public boolean isThere() {
        return there;
    }

    /** The current key's first row. */
    public Row first() {
        return first;
    }

    /** The current key's rows; where {@link #isCut}, the first of them. */
    public List<Row> rows() {
        List<Row> all = new ArrayList<>(others.size() + 1);
        all.add(first);
        all.addAll(others);
        return all;
    }

    /** Whether the current key has more rows than are kept. */
    public boolean isCut() {
        return isCut;
    }

    /** How many rows the current key has. */
    public long count() {
        return count;
    }

    /** How many rows have been met. */
    public long total() {
        return total;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
