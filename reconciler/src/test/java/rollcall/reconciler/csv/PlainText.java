package rollcall.reconciler.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The checker's reader of CSV as it was before it read bytes, letter by letter: what it makes of a file is what
 * {@link CsvRows} must. This part decodes a file in its declared charset and refuses what is not in it, by line: nothing is replaced by a question mark. A
 * file declared in a charset of one byte a character that turns out to be UTF-8 throughout is refused too, and one with control
 * characters where windows-1252 has its curly quotes.
 */
public final class PlainText extends Reader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final String name;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final Utf8Check utf8 = new Utf8Check();
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(1 << 16).limit(0);
    private final boolean oneByteEach;
    private boolean begun;
    private boolean atEnd;
    private long line = 1;
    private char previous = '\n';
    /** The line of the first control character that no text holds; 0 where there is none. */
    private long firstControl;

    public PlainText(InputStream in, String name, Charset charset) {
        this.in = in;
        this.name = name;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.oneByteEach = charset.newEncoder().maxBytesPerChar() == 1.0f && !charset.equals(StandardCharsets.US_ASCII);
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (atEnd) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, chars.remaining());
        chars.get(into, offset, count);
        return count;
    }

    private void decode() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        boolean last = count < 0;
        if (count > 0) {
            if (oneByteEach) {
                utf8.take(bytes.array(), bytes.position(), count);
            }
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, last);
        if (last && result.isUnderflow()) {
            result = decoder.flush(chars);
            atEnd = result.isUnderflow();
        }
        chars.flip();
        countLines();
        if (result.isError()) {
            throw noText(line);
        }
        if (atEnd && oneByteEach && utf8.isUtf8()) {
            throw new CsvRefused(
                    "%s: declared as %s, but the whole file is UTF-8; declare charset: UTF-8".formatted(name, charset));
        }
        if (atEnd && firstControl > 0) {
            throw noText(firstControl);
        }
        if (!begun && chars.hasRemaining()) {
            begun = true;
            if (chars.get(0) == BYTE_ORDER_MARK) {
                chars.get();
            }
        }
    }

    private CsvRefused noText(long where) {
        return new CsvRefused("%s line %d: bytes that are no %s text; save the file as %s, or declare its charset"
                .formatted(name, where, charset, charset));
    }

    /** Each of CR, LF and both together ends a line. Two NULs in a row are where a disk or a share has left a part out. */
    private void countLines() throws CsvRefused {
        for (int i = 0; i < chars.limit(); i++) {
            char letter = chars.get(i);
            if (letter == '\r' || letter == '\n' && previous != '\r') {
                line++;
            } else if (letter == 0 && previous == 0) {
                throw new CsvRefused(
                        "%s line %d: NULs where text should be: a part of the file was never written; export it again"
                                .formatted(name, line));
            } else if (oneByteEach && firstControl == 0 && letter >= 0x80 && letter <= 0x9F) {
                firstControl = line;
            }
            previous = letter;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
