package rollcall.reconciler.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a text file as UTF-8, in whatever charset it is declared. What is not in that charset is refused, by line:
 * nothing is replaced by a question mark. Two NULs in a row are refused too: there a disk or a share has left a part out.
 */
public abstract class TextBytes implements Closeable {
    /** Less room than this is no use to {@link #read}. */
    public static final int LEAST_ROOM = 16;

    private final InputStream in;
    private final String name;
    private final Charset charset;
    private boolean begun;

    /** Tells the line of a byte that was read; asked where something is wrong with the byte at {@code index}. */
    @FunctionalInterface
    interface Lines {
        long at(int index);
    }

    TextBytes(InputStream in, String name, Charset charset) {
        this.in = in;
        this.name = name;
        this.charset = charset;
    }

    /**
     * The bytes of a file that is open, and is closed with them.
     *
     * @param name the file's, for messages
     */
    public static TextBytes of(InputStream in, String name, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return new Utf8Bytes(in, name);
        }
        boolean oneByteEach = charset.canEncode()
                && charset.newEncoder().maxBytesPerChar() == 1.0f
                && !charset.equals(StandardCharsets.US_ASCII);
        return oneByteEach ? new OneByteText(in, name, charset) : new DecodedText(in, name, charset);
    }

    /**
     * Reads on, in whole characters, without a byte order mark at the file's beginning.
     *
     * @param into has room for {@link #LEAST_ROOM} bytes or more from {@code from} to {@code to}
     * @return where what was read ends; -1 at the file's end
     */
    final int read(byte[] into, int from, int to, Lines lines) throws IOException {
        int end = fill(into, from, to, lines);
        if (begun || end < 0) {
            return end;
        }
        begun = true;
        boolean isMarked = end - from >= 3
                && into[from] == (byte) 0xEF
                && into[from + 1] == (byte) 0xBB
                && into[from + 2] == (byte) 0xBF;
        if (isMarked) {
            System.arraycopy(into, from + 3, into, from, end - from - 3);
        }
        return isMarked ? end - 3 : end;
    }

    /** Reads some characters at least; tells where they end, or -1 at the file's end. */
    abstract int fill(byte[] into, int from, int to, Lines lines) throws IOException;

    final int readFile(byte[] into, int from, int to) throws IOException {
        return in.readNBytes(into, from, to - from);
    }

    final CsvRefused noText(long line) {
        return new CsvRefused("%s line %d: bytes that are no %s text; save the file as %s, or declare its charset"
                .formatted(name, line, charset, charset));
    }

    final CsvRefused leftOut(long line) {
        return new CsvRefused(
                "%s line %d: NULs where text should be: a part of the file was never written; export it again"
                        .formatted(name, line));
    }

    final CsvRefused utf8Throughout() {
        return new CsvRefused(
                "%s: declared as %s, but the whole file is UTF-8; declare charset: UTF-8".formatted(name, charset));
    }

    @Override
    public final void close() throws IOException {
        in.close();
    }
}
