package rollcall.migrator.extract;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;

/** Where the rows of one kind come from. */
public sealed interface ExtractSource {
    /** The file to name in a message. */
    Path file();

    /**
     * A query on the legacy database.
     *
     * @param sql the file's text, {@code ${as-of}} not yet put in
     */
    record Query(Path file, String sql) implements ExtractSource {}

    /**
     * An exported file.
     *
     * @param columns our column to the file's header; a column not named here is taken by its own name
     */
    record CsvFile(Path file, Charset charset, char delimiter, Map<String, String> columns) implements ExtractSource {
        public CsvFile {
            columns = Map.copyOf(columns);
        }
    }
}
