package rollcall.reconciler.seal;

/** A seal that is not there, not whole, not of this plan, or cannot be opened; the message is one line and says what to do. */
public final class SealUnusable extends Exception {
    private static final long serialVersionUID = 1L;

    SealUnusable(String message) {
        super(message);
    }

    SealUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
