package rollcall.reconciler;

/**
 * Something outside keeps the program from establishing its result: a file that cannot be written, a folder that cannot
 * be made. Its message is one line with place and remedy, and without personal values; the program ends with exit
 * code 3.
 */
public final class Unestablished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unestablished(String message, Throwable cause) {
        super(message, cause);
    }
}
