package rollcall.reconciler;

/** Told how far a long task is; shown on a terminal only. */
public interface Progress {
    /** Shows nothing. */
    Progress NONE = (what, expected) -> new Task() {
        @Override
        public void advance(long rows) {}

        @Override
        public void close() {}
    };

    /**
     * Begins a task.
     *
     * @param what in two or three words: {@code "reading legacy"}
     * @param expected how many rows, or -1 where unknown
     */
    Task begin(String what, long expected);

    /** A task under way; close it when it ends. Safe to use from one thread at a time. */
    interface Task extends AutoCloseable {
        /** {@code rows} more are done. */
        void advance(long rows);

        @Override
        void close();
    }
}
