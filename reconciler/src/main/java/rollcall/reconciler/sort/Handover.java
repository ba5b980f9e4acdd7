package rollcall.reconciler.sort;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Rows on their way from the thread that has them to the one that takes them, in their order, in a few blocks of memory. */
final class Handover {
    private static final int MOST_BLOCKS = 6;

    private final String name;
    private final int blockSize;
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(MOST_BLOCKS);
    private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(MOST_BLOCKS + 2);
    private byte[] block;
    private int filled;

    /** Rows one behind the other; the last block may say what went wrong behind its rows. */
    private record Block(byte[] bytes, int filled, boolean isLast, Optional<Throwable> failure) {}

    /**
     * @param name whose rows they are, for messages
     * @param blockSize of one block, in bytes; a longer row has one of its own
     */
    Handover(String name, int blockSize) {
        this.name = name;
        this.blockSize = blockSize;
        this.block = new byte[blockSize];
    }

    /** Hands on a copy of the row. */
    void put(Row row) throws InterruptedIOException {
        int length = row.length();
        if (block.length - filled < length) {
            send(false, Optional.empty());
            byte[] next = spare.poll();
            block = length > blockSize || next == null ? new byte[Math.max(blockSize, length)] : next;
        }
        System.arraycopy(row.bytes(), row.start(), block, filled, length);
        filled += length;
    }

    /** There are no more rows. */
    void end() throws InterruptedIOException {
        send(true, Optional.empty());
    }

    /** No more rows will come, and those that have are not all: who takes them fails of this. */
    void fail(Throwable failure) throws InterruptedIOException {
        filled = 0;
        send(true, Optional.of(failure));
    }

    private void send(boolean isLast, Optional<Throwable> failure) throws InterruptedIOException {
        try {
            full.put(new Block(block, filled, isLast, failure));
            filled = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(name + ": nobody takes the rows any more");
        }
    }

    /**
     * The rows, for the thread that takes them; once.
     *
     * @param end is run when the last one has been taken
     * @param stop ends the thread that hands them on, wherever it is
     */
    SortedRows taken(Runnable end, Stop stop) {
        return new Taken(end, stop);
    }

    /** Ends a thread and gives back what it reads. */
    @FunctionalInterface
    interface Stop {
        void stop() throws IOException;
    }

    private final class Taken implements SortedRows {
        private final Runnable end;
        private final Stop stop;
        private final Row view = new Row();
        private Block current = new Block(new byte[0], 0, false, Optional.empty());
        private int at;

        Taken(Runnable end, Stop stop) {
            this.end = end;
            this.stop = stop;
        }

        @Override
        public boolean advance() throws IOException {
            while (at == current.filled()) {
                if (current.failure().isPresent()) {
                    fail(current.failure().get());
                }
                if (current.isLast()) {
                    end.run();
                    return false;
                }
                next();
            }
            view.show(current.bytes(), at);
            at += view.length();
            return true;
        }

        private static void fail(Throwable failure) throws IOException {
            switch (failure) {
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException(failure);
            }
        }

        private void next() throws InterruptedIOException {
            if (current.bytes().length == blockSize) {
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
        public void close() throws IOException {
            stop.stop();
        }
    }
}
