package rollcall.reconciler.side;

import java.nio.charset.StandardCharsets;
import rollcall.reconciler.sort.Utf8;

/** Words for yes and no, in any case. */
final class Flags {
    private static final byte[][] YES = bytes("true", "t", "yes", "y", "1");
    private static final byte[][] NO = bytes("false", "f", "no", "n", "0");

    private Flags() {}

    /** 1 or 0; -1 if it is neither. */
    static int of(Utf8 text) {
        return switch (text.isEmpty() ? 0 : text.at(0)) {
            case 't', 'T', 'y', 'Y', '1' -> isOneOf(YES, text) ? 1 : -1;
            case 'f', 'F', 'n', 'N', '0' -> isOneOf(NO, text) ? 0 : -1;
            default -> -1;
        };
    }

    private static boolean isOneOf(byte[][] words, Utf8 text) {
        for (byte[] word : words) {
            if (text.isLetters(word)) {
                return true;
            }
        }
        return false;
    }

    private static byte[][] bytes(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }
}
