package rollcall.reconciler.sort;

import java.io.IOException;

/** Rows of which those of some keys were read again: of these keys the later rows, of all others the earlier ones. */
public final class Patched implements Reopenable {
    private final Reopenable earlier;
    private final Reopenable later;
    private final Reopenable keys;
    private final long rows;

    /** @param keys rows that hold the keys, in the same form */
    public Patched(Reopenable earlier, Reopenable later, Reopenable keys) throws IOException {
        this.earlier = earlier;
        this.later = later;
        this.keys = keys;
        long count = 0;
        try (SortedRows all = open()) {
            while (all.advance()) {
                count++;
            }
        }
        this.rows = count;
    }

    @Override
    public SortedRows open() throws IOException {
        return new TwoStreams(
                new KeyFilter(earlier.open(), keys.open(), false), new KeyFilter(later.open(), keys.open(), true));
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public void toDisk() throws IOException {
        earlier.toDisk();
        later.toDisk();
        keys.toDisk();
    }

    /** Closes the rows that it is made of; the keys are their owner's. */
    @Override
    public void close() throws IOException {
        try (earlier) {
            later.close();
        }
    }
}
