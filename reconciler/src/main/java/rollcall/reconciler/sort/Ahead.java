package rollcall.reconciler.sort;

import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * Sorted rows that a thread of its own reads ahead of whoever takes them, so that merging spill files and comparing what
 * comes of them go on side by side. What goes wrong with the reading goes wrong for who takes the rows.
 */
final class Ahead implements Runnable {
    private static final int BLOCK = 1 << 17;

    private final SortedRows rows;
    private final Handover handover;
    private final Thread thread;

    private Ahead(SortedRows rows, String name) {
        this.rows = rows;
        this.handover = new Handover(name, BLOCK);
        this.thread = new Thread(this, "rollcall-merge");
    }

    /** @param name whose rows they are, for messages */
    static SortedRows of(SortedRows rows, String name) {
        Ahead ahead = new Ahead(rows, name);
        ahead.thread.setDaemon(true);
        ahead.thread.start();
        return ahead.handover.taken(() -> {}, ahead::stop);
    }

    @Override
    public void run() {
        try {
            read();
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws InterruptedIOException {
        try {
            while (rows.advance()) {
                handover.put(rows.row());
            }
        } catch (IOException | RuntimeException | Error e) {
            handover.fail(e);
            return;
        }
        handover.end();
    }

    /** Waits for the thread's end before the files are closed. */
    private void stop() throws IOException {
        Threads.end(thread);
        rows.close();
    }
}
