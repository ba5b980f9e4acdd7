package rollcall.reconciler.sort;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Rows in a stream of bytes that somebody else keeps. */
public final class RowStream {
    private RowStream() {}

    /** Writes one row. */
    public static void write(Row row, OutputStream out) throws IOException {
        out.write(row.bytes(), row.start(), row.length());
    }

    /**
     * Reads rows; closing them closes the stream.
     *
     * @param name what is read, for messages
     * @param expected how many rows must be there
     * @throws IOException here or later, if rows are missing or damaged
     */
    public static SortedRows read(InputStream in, String name, long expected) {
        return new OrderedRows(new SpillReader(java.nio.file.Path.of(name), in, expected), name);
    }
}
