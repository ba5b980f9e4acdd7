package rollcall.reconciler;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Lets so many rows through in a second and no more, spread over it: whoever reads waits before the row that would be too
 * early. Time that went by unused is not saved up, but for a tenth of a second that makes good what a sleep took too long.
 * For one thread.
 */
public final class Throttle {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long LENIENCE = Duration.ofMillis(100).toNanos();

    /** A wait shorter than this is put off and joined with the next: no timer is finer. */
    private static final long SHORTEST = Duration.ofMillis(2).toNanos();

    private final OptionalInt rowsPerSecond;
    private final LongSupplier clock;
    private final Sleeper sleeper;
    private boolean hasBegun;
    private double due;

    /** Sleeps for about so many nanoseconds; may wake early or late. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(long nanoseconds);
    }

    Throttle(OptionalInt rowsPerSecond, LongSupplier clock, Sleeper sleeper) {
        this.rowsPerSecond = rowsPerSecond;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** One that holds nobody up where there is no limit. */
    public static Throttle of(OptionalInt rowsPerSecond) {
        return new Throttle(rowsPerSecond, System::nanoTime, LockSupport::parkNanos);
    }

    /** Waits until the next row may be read; an interrupted thread no longer waits. */
    public void row() {
        if (rowsPerSecond.isEmpty()) {
            return;
        }
        long now = clock.getAsLong();
        due = hasBegun ? Math.max(due, now - LENIENCE) : now;
        hasBegun = true;
        while (due - now >= SHORTEST && !Thread.currentThread().isInterrupted()) {
            sleeper.sleep((long) due - now);
            now = clock.getAsLong();
        }
        due += (double) SECOND / rowsPerSecond.getAsInt();
    }

    /** How many rows to ask a database for at once: no more than a tenth of a second's, and at least one. */
    public int fetchSize(int unlimited) {
        return rowsPerSecond.isEmpty() ? unlimited : Math.clamp(rowsPerSecond.getAsInt() / 10, 1, unlimited);
    }

    /** Whether there is a limit. */
    public boolean isLimited() {
        return rowsPerSecond.isPresent();
    }
}
