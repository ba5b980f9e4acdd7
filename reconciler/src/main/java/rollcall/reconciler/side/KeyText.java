package rollcall.reconciler.side;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rollcall.reconciler.sort.Utf8;

/**
 * The parts of a key as one text that can be read, typed and taken apart again: joined by {@code #}, with {@code \} before each
 * {@code #} or {@code \} that a part holds itself. No two keys have the same text; that of blank parts only is blank. A key
 * of one part is that part as it is. The {@code #} comes before letters, digits and hyphens, so that a file in the order of
 * its columns is in the order of these texts.
 */
public final class KeyText {
    static final char JOINER = '#';
    static final char ESCAPE = '\\';

    /** How references begin that are none: of a row without one, and of a blank one. */
    private static final byte[][] TAKEN = {{'n', 'e', 'w', ':'}, {'(', 'b', 'l', 'a', 'n', 'k', ')'}};

    private byte[] text = new byte[64];
    private int length;
    private int parts;
    private boolean isOnly;
    private boolean isBlank = true;

    KeyText() {}

    /**
     * The parts of which a text was made. A blank text is one blank part, of however many it was made.
     *
     * @param text of a key of several parts: in that of one part nothing is joined
     */
    public static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == JOINER) {
                parts.add(part.toString());
                part.setLength(0);
            } else if (letter == ESCAPE && i + 1 < text.length()) {
                part.append(text.charAt(++i));
            } else {
                part.append(letter);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** @param of how many parts the key has */
    void begin(int of) {
        length = 0;
        parts = 0;
        isOnly = of == 1;
        isBlank = true;
    }

    /** The next part. */
    void add(Utf8 part) {
        int most = length + 1 + 2 * part.length() + 1;
        if (text.length < most) {
            text = Arrays.copyOf(text, Math.max(most, 2 * text.length));
        }
        if (parts++ > 0) {
            text[length++] = JOINER;
        }
        for (int i = 0; i < part.length(); i++) {
            byte letter = part.at(i);
            if (!isOnly && (letter == JOINER || letter == ESCAPE)) {
                text[length++] = ESCAPE;
            }
            text[length++] = letter;
        }
        isBlank &= part.isEmpty();
    }

    /** Shows the text of the parts. */
    Utf8 show(Utf8 view) {
        if (isBlank) {
            return view.showNothing();
        }
        if (!isOnly && isTaken()) {
            System.arraycopy(text, 0, text, 1, length);
            text[0] = ESCAPE;
            length++;
        }
        return view.show(text, 0, length);
    }

    private boolean isTaken() {
        for (byte[] begin : TAKEN) {
            if (length >= begin.length && Arrays.equals(text, 0, begin.length, begin, 0, begin.length)) {
                return true;
            }
        }
        return false;
    }
}
