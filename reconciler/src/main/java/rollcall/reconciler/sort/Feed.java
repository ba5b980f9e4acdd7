package rollcall.reconciler.sort;

import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * Rows that one thread reads while another takes them, in a few blocks of memory and without any file. They must come in
 * order; the first that does not ends it. One thread writes and says how it ended, another reads.
 */
public final class Feed implements RowsInto {
    private static final int BLOCK = 1 << 18;

    private final String name;
    private final Arena arena = new Arena();
    private final RowWriter writer = new RowWriter(arena, this::take);
    private final Handover handover;
    private final Row row = new Row();
    private final Row previous = new Row();
    private long rows;
    private boolean areAllTaken;

    /** @param name whose rows they are */
    public Feed(String name) {
        this.name = name;
        this.handover = new Handover(name, BLOCK);
    }

    @Override
    public RowWriter writer() {
        return writer;
    }

    private void take(int place) throws IOException {
        row.show(arena.block(place), Arena.offset(place));
        if (rows > 0 && previous.compare(row) > 0) {
            throw new OutOfOrder(name);
        }
        previous.copy(row);
        rows++;
        handover.put(row);
        arena.takeBack(place);
    }

    /** All rows have been written. */
    public void end() throws InterruptedIOException {
        handover.end();
    }

    /** No more rows will come, and those that have are not all. */
    public void giveUp() throws InterruptedIOException {
        handover.fail(new OutOfOrder(name));
    }

    /** How many rows there are; -1 before all have been taken. For the thread that takes them. */
    public long rows() {
        return areAllTaken ? rows : -1;
    }

    /**
     * The rows, for the thread that takes them; once.
     *
     * @param stop ends the thread that writes, wherever it is
     */
    public SortedRows open(Runnable stop) {
        return handover.taken(() -> areAllTaken = true, stop::run);
    }
}
