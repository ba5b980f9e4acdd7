package rollcall.migrator.extract;

import java.util.List;
import java.util.Optional;

/** Rows from a query or a file, one after the other, each value as trimmed text, {@code ""} where there is none. */
interface RowReader extends AutoCloseable {
    /** The columns, in the order of each row's values. */
    List<String> columns();

    /** The next row; empty at the end. */
    Optional<List<String>> next() throws ExtractFailed;

    /** Where the last row stands, for a message: {@code jobs.csv line 212}. */
    String where();

    @Override
    void close();
}
