package rollcall.reconciler.sort;

import java.io.IOException;

/** Rows in the order of their bytes, to be read as often as needed: each reading begins at the first row, and several may go on at once. */
public interface Reopenable extends AutoCloseable {
    /** Begins a reading; ending it leaves the rows as they are. */
    SortedRows open() throws IOException;

    /** How many rows there are. */
    long rows();

    /** Gives most memory back, for as long as nobody reads; the rows go to disk. No reading may be open. */
    void toDisk() throws IOException;

    /** Gives all memory and files back; no reading may be begun or go on. */
    @Override
    void close() throws IOException;
}
