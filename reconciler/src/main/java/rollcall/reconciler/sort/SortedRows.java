package rollcall.reconciler.sort;

import java.io.IOException;

/** Rows in the order of their bytes, read once. */
public interface SortedRows extends AutoCloseable {
    /** Goes to the next row; false when there is none. */
    boolean advance() throws IOException;

    /** The current row; the view holds until {@link #advance}. */
    Row row();

    /** Gives back memory and files. */
    @Override
    void close() throws IOException;
}
