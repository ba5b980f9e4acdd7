package rollcall.reconciler.side;

/** A side could not be read whole. The message says what, where and what to do, and becomes a line of an UNKNOWN verdict. */
public final class SideFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what failed, where, and the remedy */
    public SideFailure(String message) {
        super(message);
    }
}
