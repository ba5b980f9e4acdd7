package rollcall.reconciler.sort;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Rows that one thread reads while another takes them, in a few blocks of memory and without any file. They must come in
 * order; the first that does not ends it. One thread writes and says how it ended, another reads.
 */
public final class Feed implements RowsInto {
    private static final int BLOCK = 1 << 18;
    private static final int MOST_BLOCKS = 6;

    /** Rows one behind the other; the last block may end a reading that was given up. */
    private record Block(byte[] bytes, int filled, boolean isLast, boolean isGivenUp) {}

    private final String name;
    private final Arena arena = new Arena();
    private final RowWriter writer = new RowWriter(arena, this::take);
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(MOST_BLOCKS);
    private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(MOST_BLOCKS + 2);
    private final Row row = new Row();
    private final Row previous = new Row();
    private byte[] block = new byte[BLOCK];
    private int filled;
    private long rows;
    private boolean areAllTaken;

    /** @param name whose rows they are */
    public Feed(String name) {
        this.name = name;
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
        int length = row.length();
        if (block.length - filled < length) {
            send(false, false);
            byte[] next = spare.poll();
            block = length > BLOCK || next == null ? new byte[Math.max(BLOCK, length)] : next;
        }
        System.arraycopy(row.bytes(), row.start(), block, filled, length);
        filled += length;
        arena.takeBack(place);
    }

    /** All rows have been written. */
    public void end() throws InterruptedIOException {
        send(true, false);
    }

    /** No more rows will come, and those that have are not all. */
    public void giveUp() throws InterruptedIOException {
        filled = 0;
        send(true, true);
    }

    private void send(boolean isLast, boolean isGivenUp) throws InterruptedIOException {
        try {
            full.put(new Block(block, filled, isLast, isGivenUp));
            filled = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(name + ": nobody takes the rows any more");
        }
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
        return new Taken(stop);
    }

    private final class Taken implements SortedRows {
        private final Runnable stop;
        private final Row view = new Row();
        private Block current = new Block(new byte[0], 0, false, false);
        private int at;

        Taken(Runnable stop) {
            this.stop = stop;
        }

        @Override
        public boolean advance() throws IOException {
            while (at == current.filled()) {
                if (current.isGivenUp()) {
                    throw new OutOfOrder(name);
                }
                if (current.isLast()) {
                    areAllTaken = true;
                    return false;
                }
                next();
            }
            view.show(current.bytes(), at);
            at += view.length();
            return true;
        }

        private void next() throws InterruptedIOException {
            if (current.bytes().length == BLOCK) {
                spare.offer(current.bytes());
            }
            try {
                current = full.take();
                at = 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while comparing; run again");
            }
        }

        @Override
        public Row row() {
            return view;
        }

        @Override
        public void close() {
            stop.run();
        }
    }
}
