package rollcall.reconciler.finding;

/** The two populations that are compared, each in its own right. */
public enum Population {
    JOBS("jobs"),
    APPOINTMENTS("appointments");

    private final String word;

    Population(String word) {
        this.word = word;
    }

    /** The word used in queries, files and reports: {@code jobs} or {@code appointments}. */
    public String word() {
        return word;
    }
}
