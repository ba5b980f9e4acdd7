package rollcall.reconciler.sort;

/** Threads that read for another one. */
public final class Threads {
    private Threads() {}

    /** Interrupts a thread and waits for its end, also where the caller is interrupted itself. */
    public static void end(Thread thread) {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
