package rollcall.reconciler.cause;

import java.util.Locale;

/**
 * References that were mistreated on their way.
 *
 * @param isOfParts whether references are made of several columns, joined by {@code #}: then each part is looked at by itself,
 *     for {@code 1#23} and {@code 12#3} are two
 */
public record Spelling(boolean isOfParts) {
    /** References that are one column. */
    public static final Spelling PLAIN = new Spelling(false);

    private static final char JOINER = '#';
    private static final char ESCAPE = '\\';

    /** What is left of a reference: letters and digits, without leading zeros and case. */
    public String of(String reference) {
        if (!isOfParts) {
            return bare(reference);
        }
        StringBuilder spelt = new StringBuilder();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < reference.length(); i++) {
            char letter = reference.charAt(i);
            if (letter == JOINER) {
                spelt.append(bare(part.toString())).append(JOINER);
                part.setLength(0);
            } else if (letter == ESCAPE && i + 1 < reference.length()) {
                part.append(reference.charAt(++i));
            } else {
                part.append(letter);
            }
        }
        spelt.append(bare(part.toString()));
        return spelt.chars().allMatch(it -> it == JOINER) ? "" : spelt.toString();
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
