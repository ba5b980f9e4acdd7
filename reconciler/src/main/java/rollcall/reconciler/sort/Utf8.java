package rollcall.reconciler.sort;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text as UTF-8 in memory that is its owner's. One view serves many texts: what it shows holds until its owner moves on.
 * It is never changed in place; whoever trims it looks at less of it.
 */
public final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private byte[] bytes = new byte[0];
    private byte[] own = new byte[0];
    private int start;
    private int end;

    /** Shows the bytes from {@code first} to before {@code last}, which are UTF-8. */
    public Utf8 show(byte[] from, int first, int last) {
        bytes = from;
        start = first;
        end = last;
        return this;
    }

    /** Shows nothing. */
    public Utf8 showNothing() {
        return show(own, 0, 0);
    }

    /**
     * Shows a text, in memory of its own. An unpaired surrogate becomes three bytes of its own, as no proper text has them: no
     * two texts fold into one.
     */
    public Utf8 show(String text) {
        int length = text.length();
        if (own.length < 3 * length) {
            own = new byte[Math.max(64, Math.multiplyExact(4, length))];
        }
        int to = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                own[to++] = (byte) c;
            } else if (c < 0x800) {
                own[to++] = (byte) (0xC0 | c >> 6);
                own[to++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                own[to++] = (byte) (0xF0 | point >> 18);
                own[to++] = (byte) (0x80 | point >> 12 & 0x3F);
                own[to++] = (byte) (0x80 | point >> 6 & 0x3F);
                own[to++] = (byte) (0x80 | point & 0x3F);
            } else {
                own[to++] = (byte) (0xE0 | c >> 12);
                own[to++] = (byte) (0x80 | c >> 6 & 0x3F);
                own[to++] = (byte) (0x80 | c & 0x3F);
            }
        }
        return show(own, 0, to);
    }

    /** The text that {@link #show(String)} has written, unpaired surrogates as they were: they are no text to be shown to anybody. */
    static String exact(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : unpaired(bytes, start, end);
    }

    private static String unpaired(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder();
        int at = start;
        while (at < end) {
            int first = bytes[at] & 0xFF;
            int length = Math.min(end - at, first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4);
            int point = length == 1 ? first : first & 0x7F >> length;
            for (int i = 1; i < length; i++) {
                point = point << 6 | bytes[at + i] & 0x3F;
            }
            text.appendCodePoint(Character.isValidCodePoint(point) ? point : REPLACEMENT);
            at += length;
        }
        return text.toString();
    }

    /** How many bytes it has. */
    public int length() {
        return end - start;
    }

    /** Whether it has none. */
    public boolean isEmpty() {
        return end == start;
    }

    /** The byte at {@code index}. */
    public byte at(int index) {
        return bytes[start + index];
    }

    /** Looks at it without the first and the last so many bytes, which must be whole characters. */
    public void narrow(int first, int last) {
        start += first;
        end -= last;
    }

    /** A copy of its bytes that stays. */
    public byte[] copy() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** Whether its bytes are these. */
    public boolean is(byte[] others) {
        return Arrays.equals(bytes, start, end, others, 0, others.length);
    }

    /** Whether its letters are these, which are small ones of ASCII or digits, in any case. */
    public boolean isLetters(byte[] others) {
        if (length() != others.length) {
            return false;
        }
        for (int i = 0; i < others.length; i++) {
            int letter = bytes[start + i];
            if ((letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter) != others[i]) {
                return false;
            }
        }
        return true;
    }

    /** A number that is the same for the same bytes. */
    public int hash() {
        int hash = 1;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    @Override
    public String toString() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
