package rollcall.reconciler.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import rollcall.reconciler.sort.RowFile;
import rollcall.reconciler.sort.SortedRows;

/** Ranked findings in a file of rows. */
public final class FindingFile implements Findings {
    private final Optional<Path> file;
    private final long count;

    private FindingFile(Optional<Path> file, long count) {
        this.file = file;
        this.count = count;
    }

    /** No findings. */
    public static FindingFile none() {
        return new FindingFile(Optional.empty(), 0);
    }

    /** Writes ranked rows into a new file, and stands for it. */
    public static FindingFile write(Path file, SortedRows ranked) throws IOException {
        return new FindingFile(Optional.of(file), RowFile.write(file, ranked));
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public Cursor open() {
        try {
            return new FileCursor(file.isEmpty() ? Optional.empty() : Optional.of(RowFile.open(file.get())), count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class FileCursor implements Cursor {
        private final Optional<SortedRows> rows;
        private long left;

        FileCursor(Optional<SortedRows> rows, long left) {
            this.rows = rows;
            this.left = left;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public Finding next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            left--;
            try {
                SortedRows open = rows.orElseThrow();
                if (!open.advance()) {
                    throw new IOException("the file of exceptions ends too early");
                }
                return FindingRow.read(open.row().values());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                if (rows.isPresent()) {
                    rows.get().close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
