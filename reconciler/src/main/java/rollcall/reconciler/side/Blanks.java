package rollcall.reconciler.side;

import rollcall.reconciler.sort.Utf8;

/**
 * What nobody sees at the ends of a text: blanks of any kind, as databases pad with, and as spreadsheets and web pages leave
 * them. It is no part of a value, whether that comes from a file or from a query, and a text of nothing else is absent.
 */
final class Blanks {
    private Blanks() {}

    /** A text without blanks at its ends. */
    static String strip(String text) {
        int first = 0;
        int end = text.length();
        while (first < end && isBlank(text.charAt(first))) {
            first++;
        }
        while (end > first && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(first, end);
    }

    /** The same of bytes: looks at less of them. */
    static Utf8 strip(Utf8 text) {
        int end = text.length();
        if (end == 0 || isPlain(text.at(0)) && isPlain(text.at(end - 1))) {
            return text;
        }
        int first = 0;
        for (int blank = blankAt(text, first, end); blank > 0; blank = blankAt(text, first, end)) {
            first += blank;
        }
        int last = end;
        for (int blank = blankBefore(text, first, last); blank > 0; blank = blankBefore(text, first, last)) {
            last -= blank;
        }
        text.narrow(first, end - last);
        return text;
    }

    static boolean isBlank(char letter) {
        return letter <= ' '
                ? letter >= '\t' && letter <= '\r' || letter >= 0x1C
                : letter == 0xA0
                        || letter == 0x1680
                        || letter >= 0x2000 && letter <= 0x200B
                        || letter == 0x2028
                        || letter == 0x2029
                        || letter == 0x202F
                        || letter == 0x205F
                        || letter == 0x3000
                        || letter == 0xFEFF;
    }

    private static boolean isPlain(byte letter) {
        return letter > ' ';
    }

    /** How many bytes the blank has that begins at {@code at}; 0 if none does. */
    private static int blankAt(Utf8 text, int at, int end) {
        if (at >= end) {
            return 0;
        }
        int letter = text.at(at) & 0xFF;
        int length = letter < 0x80 ? 1 : letter >> 5 == 0b110 ? 2 : letter >> 4 == 0b1110 ? 3 : 0;
        if (length == 0 || at + length > end) {
            return 0;
        }
        letter = length == 1 ? letter : letter & 0xFF >> length + 1;
        for (int i = 1; i < length; i++) {
            letter = letter << 6 | text.at(at + i) & 0x3F;
        }
        return isBlank((char) letter) ? length : 0;
    }

    private static int blankBefore(Utf8 text, int first, int end) {
        int at = end - 1;
        while (at > first && (text.at(at) & 0xC0) == 0x80) {
            at--;
        }
        return at >= first && blankAt(text, at, end) == end - at ? end - at : 0;
    }
}
