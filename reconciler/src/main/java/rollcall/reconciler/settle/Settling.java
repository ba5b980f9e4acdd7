package rollcall.reconciler.settle;

import java.time.Duration;

/**
 * How long differences are left to settle before they are told.
 *
 * @param after how long is waited before both sides are read again
 * @param pause how it is waited
 * @param mostByKey of more exceptions than this it is not asked which records they are about
 */
public record Settling(Duration after, Pause pause, long mostByKey) {
    private static final long MOST_BY_KEY = 50_000;

    public Settling(Duration after, Pause pause) {
        this(after, pause, MOST_BY_KEY);
    }

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
