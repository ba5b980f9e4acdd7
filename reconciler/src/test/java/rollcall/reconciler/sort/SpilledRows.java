package rollcall.reconciler.sort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What somebody else's hand, or a disk, does to a spill file. */
public final class SpilledRows {
    private SpilledRows() {}

    /** Lets the first row of a file and the one behind it change places. */
    public static void exchange(Path file) throws IOException {
        byte[] rows = Files.readAllBytes(file);
        int first = Row.length(rows, 0);
        int second = Row.length(rows, first);
        byte[] exchanged = rows.clone();
        System.arraycopy(rows, first, exchanged, 0, second);
        System.arraycopy(rows, 0, exchanged, second, first);
        Files.write(file, exchanged);
    }
}
