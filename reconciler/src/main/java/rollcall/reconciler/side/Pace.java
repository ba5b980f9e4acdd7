package rollcall.reconciler.side;

import rollcall.reconciler.Progress;

/** Tells progress every so many rows, and lets a reading be interrupted. */
final class Pace {
    private static final int STEP = 1024;

    private final String file;
    private final Progress.Task task;
    private int rows;

    Pace(String file, Progress.Task task) {
        this.file = file;
        this.task = task;
    }

    void row() throws SideFailure {
        if (++rows == STEP) {
            end();
            if (Thread.currentThread().isInterrupted()) {
                throw new SideFailure(file + ": reading was interrupted; run again");
            }
        }
    }

    void end() {
        task.advance(rows);
        rows = 0;
    }
}
