package rollcall.reconciler.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A file in any other charset, such as UTF-16: decoded, and written as UTF-8. */
final class DecodedText extends TextBytes {
    private static final int MOST_BYTES_EACH = 3;

    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(1 << 16);
    private byte previous = 1;
    private boolean atEnd;

    DecodedText(InputStream in, String name, Charset charset) {
        super(in, name, charset);
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    int fill(byte[] into, int from, int to, Lines lines) throws IOException {
        int end = from;
        while (end == from) {
            if (atEnd) {
                return -1;
            }
            end = decode(into, from, to, lines);
        }
        return end;
    }

    private int decode(byte[] into, int from, int to, Lines lines) throws IOException {
        bytes.compact();
        int read = readFile(bytes.array(), bytes.position(), bytes.capacity());
        boolean last = read == 0 && bytes.hasRemaining();
        bytes.position(bytes.position() + read).flip();
        chars.limit(Math.min(chars.capacity(), (to - from) / MOST_BYTES_EACH));
        CoderResult result = decoder.decode(bytes, chars, last);
        if (last && result.isUnderflow()) {
            result = decoder.flush(chars);
            atEnd = result.isUnderflow();
        }
        chars.flip();
        ByteBuffer out = ByteBuffer.wrap(into, from, to - from);
        encoder.encode(chars, out, false);
        chars.compact();
        refuseTwoNuls(into, from, out.position(), lines);
        if (result.isError()) {
            throw noText(lines.at(out.position()));
        }
        return out.position();
    }

    private void refuseTwoNuls(byte[] into, int from, int end, Lines lines) throws CsvRefused {
        for (int i = from; i < end; i++) {
            if (into[i] == 0 && previous == 0) {
                throw leftOut(lines.at(i));
            }
            previous = into[i];
        }
    }
}
