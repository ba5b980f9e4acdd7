package rollcall.reconciler.cause;

import java.util.Locale;

/** References that were mistreated on their way. */
public final class Spelling {
    private Spelling() {}

    /** What is left of a reference: letters and digits, without leading zeros and case. */
    public static String of(String reference) {
        return reference
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("^0+", "");
    }

    /** Whether one reference may have become the other: the same spelling, or cut at its end to no less than half. */
    public static boolean mayBecome(String whole, String there) {
        String spelling = of(whole);
        String part = of(there);
        return !part.isEmpty() && spelling.startsWith(part) && part.length() * 2 >= spelling.length();
    }
}
