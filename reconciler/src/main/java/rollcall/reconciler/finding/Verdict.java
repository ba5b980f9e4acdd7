package rollcall.reconciler.finding;

/** What a run may say, and the exit code with which it says so. {@link #UNKNOWN} outranks {@link #EXCEPTIONS}. */
public enum Verdict {
    /** Every identity on every side has been compared, and nothing is left to explain. */
    ACCOUNTED_FOR(0),
    /** Both sides were read whole; some rows are lost, bent, doubled or unexplained. */
    EXCEPTIONS(1),
    /** It could not be established: a side was empty, unreadable or cut short, or the books do not balance. */
    UNKNOWN(3);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process's exit code: 0, 1 or 3 (2 is wrong usage or a wrong plan). */
    public int exitCode() {
        return exitCode;
    }
}
