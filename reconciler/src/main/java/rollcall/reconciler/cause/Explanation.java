package rollcall.reconciler.cause;

/**
 * A cause, with what belongs to it.
 *
 * @param detail in words, without personal values and the same for all exceptions of one systemic cause; may be empty
 */
public record Explanation(Cause cause, String detail) {
    /** A cause that needs no words. */
    public static Explanation of(Cause cause) {
        return new Explanation(cause, "");
    }
}
