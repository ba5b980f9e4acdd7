package rollcall.migrator.extract;

/**
 * Legacy could not be read whole, or a sealed extract is not what was sealed. The message says what, where and what to
 * do, and holds no personal values; the program ends with exit code 3.
 */
public final class ExtractFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public ExtractFailed(String message) {
        super(message);
    }

    public ExtractFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
