package rollcall.reconciler.sort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sorted rows, one key at a time. The first row of a key costs no object; of very many rows of one key the first are kept, all are counted. */
public final class KeyGroups implements AutoCloseable {
    /** How many rows of one key are kept. */
    public static final int MOST_KEPT = 1000;

    private final SortedRows rows;
    private final Row first = new Row();
    private final List<Row> others = new ArrayList<>();
    private boolean pending;
    private boolean there;
    private long count;
    private long total;

    /** Begins before the first key; {@link #advance} goes to it. */
    public KeyGroups(SortedRows rows) throws IOException {
        this.rows = rows;
        this.pending = rows.advance();
    }

    /** Goes to the next key; false when there is none. */
    public boolean advance() throws IOException {
        there = pending;
        others.clear();
        if (!there) {
            count = 0;
            return false;
        }
        first.copy(rows.row());
        count = 1;
        pending = rows.advance();
        while (pending && rows.row().compareKey(first) == 0) {
            count++;
            if (others.size() < MOST_KEPT - 1) {
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

    /** The current key's rows, the first {@link #MOST_KEPT} of them. */
    public List<Row> rows() {
        List<Row> all = new ArrayList<>(others.size() + 1);
        all.add(first);
        all.addAll(others);
        return all;
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
