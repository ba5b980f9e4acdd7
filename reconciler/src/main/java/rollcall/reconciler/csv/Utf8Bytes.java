package rollcall.reconciler.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A file that is declared as UTF-8: read as it is, and looked through once. */
final class Utf8Bytes extends TextBytes {
    private static final int MALFORMED = -1;

    /** The beginning of a character whose rest is still in the file. */
    private final byte[] begun = new byte[4];

    private int kept;
    private byte previous = 1;

    Utf8Bytes(InputStream in, String name) {
        super(in, name, StandardCharsets.UTF_8);
    }

    @Override
    int fill(byte[] into, int from, int to, Lines lines) throws IOException {
        System.arraycopy(begun, 0, into, from, kept);
        int read = readFile(into, from + kept, to);
        int end = from + kept + read;
        if (read == 0) {
            if (kept > 0) {
                throw noText(lines.at(from));
            }
            return -1;
        }
        kept = 0;
        int whole = check(into, from, end, lines);
        kept = end - whole;
        System.arraycopy(into, whole, begun, 0, kept);
        previous = whole > from ? into[whole - 1] : previous;
        return whole;
    }

    /** Where the last whole character ends. */
    private int check(byte[] bytes, int from, int end, Lines lines) throws CsvRefused {
        int at = from;
        while (true) {
            at = PlainBytes.end(bytes, at, end);
            int near = Math.min(end, at + Long.BYTES);
            while (at < near) {
                int length = bytes[at] > 0 ? 1 : length(bytes, at, end);
                if (length == MALFORMED) {
                    throw noText(lines.at(at));
                }
                if (bytes[at] == 0 && (at > from ? bytes[at - 1] : previous) == 0) {
                    throw leftOut(lines.at(at));
                }
                if (at + length > end) {
                    return at;
                }
                at += length;
            }
            if (at >= end) {
                return at;
            }
        }
    }

    /** How many bytes a character has, by those of it that are there; no character is written in more than it needs. */
    private static int length(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0) {
            return MALFORMED;
        }
        if (length > 2 && at + 1 < end) {
            int second = bytes[at + 1] & 0xFF;
            boolean isOutside = switch (first) {
                case 0xE0 -> second < 0xA0;
                case 0xED -> second > 0x9F && at + 2 < end;
                case 0xF0 -> second < 0x90;
                case 0xF4 -> second > 0x8F;
                default -> false;
            };
            if (isOutside) {
                return MALFORMED;
            }
        }
        for (int i = at + 1; i < Math.min(at + length, end); i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return MALFORMED;
            }
        }
        return length;
    }
}
