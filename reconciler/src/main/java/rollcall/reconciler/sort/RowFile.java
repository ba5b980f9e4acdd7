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
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;

/**
 * A file of rows that can be read as often as needed: its mark, the number of rows, a checksum of number and rows, the rows.
 * The mark is {@code ROLLSUM2}; one that an earlier program has written begins with {@code ROLLSUMS}, and is read too.
 */
public final class RowFile {
    private static final long MARK = 0x524F4C4C53554D32L;
    private static final long OLDER_MARK = 0x524F4C4C53554D53L;
    private static final int HEAD = 3 * Long.BYTES;

    private RowFile() {}

    /** Writes all rows into an existing, empty file and forces them to disk; tells how many. */
    public static long write(Path file, SortedRows rows) throws IOException {
        long count = 0;
        CRC32 sum = new CRC32();
        try (OutputStream raw = Files.newOutputStream(file)) {
            raw.write(new byte[HEAD]);
            OutputStream out = new BufferedOutputStream(new CheckedOutputStream(raw, sum), 1 << 16);
            while (rows.advance()) {
                Row row = rows.row();
                out.write(row.bytes(), row.start(), row.length());
                count++;
            }
            out.flush();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.allocate(HEAD)
                    .putLong(MARK)
                    .putLong(count)
                    .putLong(sum(sum, count))
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
            byte[] head = head(file, in);
            SortedRows rows = new SpillReader(file, in, BigEndian.longAt(head, Long.BYTES));
            return new OrderedRows(rows, file.toString());
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Reads a file that has lain for long, to see that it is as it was written.
     *
     * @throws IOException if it is not
     */
    public static void check(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = head(file, in);
            CheckedInputStream rows = new CheckedInputStream(in, new CRC32());
            rows.transferTo(OutputStream.nullOutputStream());
            if (sum(rows.getChecksum(), BigEndian.longAt(head, Long.BYTES)) != BigEndian.longAt(head, 2 * Long.BYTES)) {
                throw new IOException("'" + file + "' was changed by another hand");
            }
        }
    }

    private static byte[] head(Path file, InputStream in) throws IOException {
        byte[] head = in.readNBytes(HEAD);
        long mark = head.length < HEAD ? 0 : BigEndian.longAt(head, 0);
        if (mark != MARK && mark != OLDER_MARK) {
            throw new IOException("'" + file + "' is not a file of rows");
        }
        return head;
    }

    private static long sum(Checksum rows, long count) {
        rows.update(ByteBuffer.allocate(Long.BYTES).putLong(count).flip());
        return rows.getValue();
    }
}
