package rollcall.reconciler.table;

/** What padding is, and how a text is kept from being taken for a formula. */
final class Texts {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private Texts() {}

    /** Without white space, no-break spaces and byte order marks at both ends: what the sides of a comparison take for blanks. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isPadding(text.charAt(start))) {
            start++;
        }
        while (end > start && isPadding(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** With a leading {@code '} where a spreadsheet would take the text for a formula. */
    static String neutralised(String text) {
        return startsFormula(text, 0) ? "'" + text : text;
    }

    /** What {@link #neutralised} was given. */
    static String original(String text) {
        return startsFormula(text, 1) ? text.substring(1) : text;
    }

    private static boolean startsFormula(String text, int quotes) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == '\'') {
            at++;
        }
        return at >= quotes && at < text.length() && FORMULA_STARTS.indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isPadding(char letter) {
        return Character.isWhitespace(letter)
                || Character.isSpaceChar(letter)
                || letter == '\u200b'
                || letter == '\ufeff';
    }
}
