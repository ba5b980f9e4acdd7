package rollcall.migrator.extract;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Where the rows of one kind come from. */
public sealed interface ExtractSource {
    /** The plan's file: the query's text, or the export. */
    Path file();

    /** The file's name, for messages. */
    default String place() {
        return String.valueOf(file().getFileName());
    }

    /**
     * A query on the legacy database.
     *
     * @param sql the file's text, {@code ${as-of}} not yet put in
     */
    record Query(Path file, String sql) implements ExtractSource {
        private static final DateTimeFormatter SQL_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

        /** The text to send to the database, the cutover as JDBC writes a time, which each driver turns into its database's words. */
        String asOf(LocalDateTime cutover) {
            return sql.replace("${as-of}", "{ts '" + SQL_TIME.format(cutover) + "'}");
        }
    }

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
