package rollcall.migrator.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes strictly, without a byte order mark, and counts lines as it decodes, each of CR, LF and both together as one end. A parser's own line number is of no use
 * for a byte that cannot be decoded: the decoder runs a buffer ahead of it.
 */
final class LineReader extends Reader {
    private static final int BUFFER = 1 << 13;

    private final InputStream bytes;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final boolean oneByteEach;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER).limit(0);
    private final CharBuffer out = CharBuffer.allocate(BUFFER).limit(0);
    private long line = 1;
    private char previous = '\n';
    private boolean atStart = true;
    private boolean bytesEnded;
    private boolean ended;

    LineReader(InputStream bytes, Charset charset) {
        this.bytes = bytes;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.oneByteEach = charset.newEncoder().maxBytesPerChar() == 1;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        while (!out.hasRemaining()) {
            if (ended) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, out.remaining());
        out.get(into, offset, count);
        return count;
    }

    private void decode() throws IOException {
        out.clear();
        CoderResult result = decoder.decode(in, out, bytesEnded);
        out.flip();
        count();
        if (result.isError()) {
            throw undecodable(in.get(in.position()));
        }
        if (result.isUnderflow() && bytesEnded) {
            ended = true;
        } else if (result.isUnderflow()) {
            fill();
        }
    }

    /**
     * ISO-8859 takes the curly quotes of a windows-1252 file for control characters, which no text holds. Two NULs in a row
     * are what a disk or a share leaves where a part of a file was never written.
     */
    private void count() throws TextFault {
        for (int i = out.position(); i < out.limit(); i++) {
            char letter = out.get(i);
            if (letter == '\r' || letter == '\n' && previous != '\r') {
                line++;
            } else if (oneByteEach && letter >= 0x80 && letter < 0xA0) {
                throw undecodable((byte) letter);
            } else if (letter == 0 && previous == 0) {
                throw new TextFault(
                        line,
                        "NUL characters stand in a row, as where a part of a file was never written; export it again");
            }
            previous = letter;
        }
        if (atStart && out.hasRemaining()) {
            atStart = false;
            if (out.get(out.position()) == '\uFEFF') {
                out.position(out.position() + 1);
            }
        }
    }

    private TextFault undecodable(byte value) {
        return new TextFault(
                line,
                "byte 0x%02X is not %s; correct charset: in plan.yaml, or export the file again"
                        .formatted(value, charset.name()));
    }

    private void fill() throws IOException {
        in.compact();
        int read = bytes.read(in.array(), in.position(), in.remaining());
        bytesEnded = read < 0;
        in.position(in.position() + Math.max(0, read));
        in.flip();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
