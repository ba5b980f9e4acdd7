package rollcall.reconciler.settle;

import java.time.Duration;

/**
 * How long differences are left to settle before they are told.
 *
 * @param after how long is waited before both sides are read again
 * @param pause how it is waited
 */
public record Settling(Duration after, Pause pause) {
    /** Waits. */
    @FunctionalInterface
    public interface Pause {
        /** Comes back when the time is over. */
        void last(Duration time) throws InterruptedException;
    }

    /** Waits by the machine's clock. */
    public static Settling of(Duration after) {
        return new Settling(after, Thread::sleep);
    }
}
