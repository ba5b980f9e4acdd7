package rollcall.reconciler.csv;

import java.nio.charset.StandardCharsets;

/** The bytes at which a reader of CSV has to look up: the delimiter, quotation marks, ends of lines. */
final class Stops {
    /** Stands behind the last byte, so that no end has to be watched for. */
    static final byte SENTINEL = '\n';

    private final boolean[] plain = new boolean[256];
    private final boolean[] quoted = new boolean[256];
    private final byte[] delimiter;

    Stops(char delimiter) {
        this.delimiter = String.valueOf(delimiter).getBytes(StandardCharsets.UTF_8);
        plain[this.delimiter[0] & 0xFF] = true;
        for (char stop : new char[] {'"', '\r', '\n'}) {
            plain[stop] = true;
            quoted[stop] = true;
        }
    }

    /** The next stop of a cell that is not in quotes. */
    int ofPlain(byte[] bytes, int from) {
        int at = from;
        while (!plain[bytes[at] & 0xFF]) {
            at++;
        }
        return at;
    }

    /** The next stop of a cell in quotes. */
    int ofQuoted(byte[] bytes, int from) {
        int at = from;
        while (!quoted[bytes[at] & 0xFF]) {
            at++;
        }
        return at;
    }

    /** Whether the delimiter stands here; its first byte alone may be another character's too. */
    boolean isDelimiter(byte[] bytes, int at) {
        if (bytes[at] != delimiter[0]) {
            return false;
        }
        for (int i = 1; i < delimiter.length; i++) {
            if (bytes[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    int delimiterLength() {
        return delimiter.length;
    }
}
