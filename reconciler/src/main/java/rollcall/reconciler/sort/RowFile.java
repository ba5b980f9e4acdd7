package rollcall.reconciler.sort;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of rows that can be read as often as needed: {@code ROLLCALL}, the number of rows, the rows. */
public final class RowFile {
    private static final long MARK = 0x524F4C4C43414C4CL;

    private RowFile() {}

    /** Writes all rows into an existing, empty file and forces them to disk; tells how many. */
    public static long write(Path file, SortedRows rows) throws IOException {
        long count = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(new byte[2 * Long.BYTES]);
            while (rows.advance()) {
                Row row = rows.row();
                out.write(row.bytes(), row.start(), row.length());
                count++;
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(MARK)
                    .putLong(count)
                    .flip();
            while (head.hasRemaining()) {
                channel.write(head, head.position());
            }
            channel.force(true);
        }
        return count;
    }

    /**
     * Opens a file from its first row.
     *
     * @throws IOException if it is not such a file; reading it fails too if rows are missing or out of order
     */
    public static SortedRows open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            byte[] head = in.readNBytes(2 * Long.BYTES);
            if (head.length < 2 * Long.BYTES || BigEndian.longAt(head, 0) != MARK) {
                throw new IOException("'" + file + "' is not a file of rows");
            }
            SortedRows rows = new SpillReader(file, in, BigEndian.longAt(head, Long.BYTES));
            return new OrderedRows(rows, file.toString());
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
