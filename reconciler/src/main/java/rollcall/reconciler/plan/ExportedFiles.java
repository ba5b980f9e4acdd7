package rollcall.reconciler.plan;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Exported files that stand for a database: {@code connections: NAME: files:}. Each half of the program reads them by itself
 * into tables of a temporary database, which the plan's queries then ask. A table has {@code source_row}, {@code orders.csv
 * line 12}, by which a row without a reference is known, and its own columns as text.
 *
 * @param work the folder in which temporary databases are made
 * @param tables in the plan's order
 */
public record ExportedFiles(Path work, List<Table> tables) {
    /** The column that says where a row stands: its file's name and the line on which it begins. */
    public static final String ROW = "source_row";

    public ExportedFiles {
        tables = List.copyOf(tables);
    }

    /**
     * One table.
     *
     * @param columns column to the headers that mean it, in the plan's order
     * @param times the columns that hold a date, or a date and time; they are kept in ISO form, as wall time
     * @param keys the columns by which queries look rows up
     * @param files where its rows come from; the headers of each are its own
     */
    public record Table(
            String name, Map<String, List<String>> columns, Set<String> times, List<String> keys, List<Export> files) {
        public Table {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
            times = Set.copyOf(times);
            keys = List.copyOf(keys);
            files = List.copyOf(files);
        }
    }

    /**
     * One file.
     *
     * @param dates how it writes dates, for example {@code d/M/uuuu H:mm}; none is both day first and month first
     * @param without the table's columns that this file is known not to have
     */
    public record Export(Path file, Charset charset, char delimiter, List<String> dates, Set<String> without) {
        public Export {
            dates = List.copyOf(dates);
            without = Set.copyOf(without);
        }

        /** The file's name, for messages and for {@code source_row}. */
        public String name() {
            return String.valueOf(file.getFileName());
        }

        /** What {@code source_row} holds for the row that begins on a line of this file, counted from 1. */
        public String row(long line) {
            return name() + " line " + line;
        }
    }
}
