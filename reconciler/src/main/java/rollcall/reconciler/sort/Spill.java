package rollcall.reconciler.sort;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sorted rows in a file.
 *
 * @param rows how many it holds; a reading that ends with another number fails
 * @param level how often its rows have been merged
 */
record Spill(Path file, long rows, int level) {

    /** Writes all rows to a new file. */
    static Spill write(SpillFolder folder, SortedRows rows, int level) throws IOException {
        Path file = folder.newFile();
        long count = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            while (rows.advance()) {
                Row row = rows.row();
                out.write(row.bytes(), row.start(), row.length());
                count++;
            }
        }
        return new Spill(file, count, level);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
