package rollcall.reconciler.side;

import java.util.OptionalInt;
import rollcall.reconciler.Progress;
import rollcall.reconciler.Throttle;

/** Holds a reading to its throttle, tells progress every so many rows, and lets it be interrupted. */
final class Pace {
    private static final int STEP = 1024;

    private final String file;
    private final Progress.Task task;
    private final Throttle throttle;
    private int rows;

    /** The pace of what is no database. */
    Pace(String file, Progress.Task task) {
        this(file, task, Throttle.of(OptionalInt.empty()));
    }

    Pace(String file, Progress.Task task, Throttle throttle) {
        this.file = file;
        this.task = task;
        this.throttle = throttle;
    }

    void row() throws SideFailure {
        throttle.row();
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
