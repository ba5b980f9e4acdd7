package rollcall.reconciler.sort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the rows of a file through a buffer that grows to its longest row. */
final class SpillReader implements SortedRows {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final long expected;
    private final Row row = new Row();
    private byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private long read;

    /** @param expected how many rows must be there */
    SpillReader(Path file, InputStream in, long expected) {
        this.file = file;
        this.expected = expected;
        this.in = in;
    }

    static SpillReader of(Spill spill) throws IOException {
        return new SpillReader(spill.file(), Files.newInputStream(spill.file()), spill.rows());
    }

    @Override
    public boolean advance() throws IOException {
        if (read == expected) {
            if (have(1)) {
                throw new IOException(
                        "'" + file + "' holds more than its " + expected + " rows; it was changed by another hand");
            }
            return false;
        }
        if (!have(Integer.BYTES) || !have(Row.length(buffer, position))) {
            throw new IOException("'" + file + "' ends after " + read + " rows; expected " + expected);
        }
        row.show(buffer, position);
        position += row.length();
        read++;
        return true;
    }

    private boolean have(int bytes) throws IOException {
        while (filled - position < bytes) {
            if (bytes < 0) {
                throw new IOException("'" + file + "' is damaged after row " + read);
            }
            System.arraycopy(buffer, position, buffer, 0, filled - position);
            filled -= position;
            position = 0;
            if (bytes > buffer.length) {
                buffer = Arrays.copyOf(buffer, bytes);
            }
            int more = in.read(buffer, filled, buffer.length - filled);
            if (more < 0) {
                return false;
            }
            filled += more;
        }
        return true;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
