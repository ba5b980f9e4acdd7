package rollcall.reconciler.sort;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory the sorters of one run hold together: each has a share of its own, and all shares at once would be too much. */
final class Room {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** @param most bytes from which on a sorter spills before its own share is full */
    Room(long most) {
        this.most = most;
    }

    /** Half of the heap: the other half is for drivers, reports and the rows that are being read. */
    static Room ofHeap() {
        return new Room(Runtime.getRuntime().maxMemory() / 2);
    }

    /** Takes so many bytes more, or gives back where they are below zero. Safe from any thread. */
    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    /** Whether all is taken that there is. */
    boolean isFull() {
        return taken.get() >= most;
    }

    /** How many bytes are taken. */
    long taken() {
        return taken.get();
    }
}
