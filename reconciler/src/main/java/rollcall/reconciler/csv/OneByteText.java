package rollcall.reconciler.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A file declared in a charset of one byte a character, by a table of what each byte is. One that turns out to be UTF-8
 * throughout is refused, and one with control characters where windows-1252 has its curly quotes.
 */
final class OneByteText extends TextBytes {
    private static final int MOST_BYTES_EACH = 3;

    private final byte[][] characters = new byte[256][];
    private final boolean[] isControl = new boolean[256];
    private final boolean holdsAscii;
    private final Utf8Check utf8 = new Utf8Check();
    private final byte[] raw = new byte[1 << 16];
    private byte previous = 1;
    /** The line of the first control character that no text holds; 0 where there is none. */
    private long firstControl;

    OneByteText(InputStream in, String name, Charset charset) {
        super(in, name, charset);
        boolean isAscii = true;
        for (int i = 0; i < characters.length; i++) {
            try {
                String character = charset.newDecoder()
                        .decode(ByteBuffer.wrap(new byte[] {(byte) i}))
                        .toString();
                characters[i] = character.getBytes(StandardCharsets.UTF_8);
                isControl[i] = character.charAt(0) >= 0x80 && character.charAt(0) <= 0x9F;
            } catch (CharacterCodingException none) {
                characters[i] = new byte[0];
            }
            isAscii &= i >= 0x80 || characters[i].length == 1 && characters[i][0] == i;
        }
        holdsAscii = isAscii;
    }

    @Override
    int fill(byte[] into, int from, int to, Lines lines) throws IOException {
        int read = readFile(raw, 0, Math.min(raw.length, (to - from) / MOST_BYTES_EACH));
        if (read == 0) {
            if (utf8.isUtf8()) {
                throw utf8Throughout();
            }
            if (firstControl > 0) {
                throw noText(firstControl);
            }
            return -1;
        }
        utf8.take(raw, 0, read);
        int end = from;
        int at = 0;
        while (at < read) {
            int plain = holdsAscii ? PlainBytes.end(raw, at, read) : at;
            System.arraycopy(raw, at, into, end, plain - at);
            end += plain - at;
            if (plain > at) {
                previous = raw[plain - 1];
            }
            at = plain;
            for (int near = Math.min(read, at + Long.BYTES); at < near; at++) {
                end = put(raw[at] & 0xFF, into, end, lines);
            }
        }
        return end;
    }

    private int put(int letter, byte[] into, int end, Lines lines) throws CsvRefused {
        byte[] character = characters[letter];
        if (character.length == 0) {
            throw noText(lines.at(end));
        }
        if (character[0] == 0 && previous == 0) {
            throw leftOut(lines.at(end));
        }
        if (isControl[letter] && firstControl == 0) {
            firstControl = lines.at(end);
        }
        previous = character[0];
        int next = end;
        for (byte one : character) {
            into[next++] = one;
        }
        return next;
    }
}
