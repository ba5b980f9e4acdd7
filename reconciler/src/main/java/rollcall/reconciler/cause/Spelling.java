package rollcall.reconciler.cause;

import java.util.List;
import java.util.Locale;
import rollcall.reconciler.side.KeyText;

/**
 * References that were mistreated on their way.
 *
 * @param isOfParts whether references are made of several columns, joined by {@code #}: then each part is looked at by itself,
 *     for {@code 1#23} and {@code 12#3} are two
 */
public record Spelling(boolean isOfParts) {
    /** References that are one column. */
    public static final Spelling PLAIN = new Spelling(false);

    /** What no part has left of it. */
    private static final String BETWEEN = "#";

    /** What is left of a reference: letters and digits, without leading zeros and case. */
    public String of(String reference) {
        if (!isOfParts) {
            return bare(reference);
        }
        List<String> parts =
                KeyText.parts(reference).stream().map(Spelling::bare).toList();
        return parts.stream().allMatch(String::isEmpty) ? "" : String.join(BETWEEN, parts);
    }

    private static String bare(String part) {
        return part.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT).replaceAll("^0+", "");
    }

    /** Whether one reference may have become the other: the same spelling, or cut at its end to no less than half. */
    public boolean mayBecome(String whole, String there) {
        String spelling = of(whole);
        String part = of(there);
        return !part.isEmpty() && spelling.startsWith(part) && part.length() * 2 >= spelling.length();
    }
}
