package rollcall.reconciler.csv;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a cell has swallowed lines of its file: a quotation mark that stands alone goes on until the next one, and where
 * that ends another row's cell, all between is one cell of a row that has the right number of them.
 */
public final class SwallowedLines {
    private SwallowedLines() {}

    /** @throws CsvRefused if a cell holds as many delimiters as the lines would that its line ends part */
    public static void refuse(CsvRows row, char delimiter, String file) throws CsvRefused {
        int columns = row.size();
        if (row.holdsLineEnds() && columns > 1) {
            refuse(row.cells(), row.lineEnd(), delimiter, file, row.line());
        }
    }

    /** Likewise, of any row. */
    public static void refuse(List<String> cells, String lineEnd, char delimiter, String file, long line)
            throws CsvRefused {
        int columns = cells.size();
        if (columns < 2) {
            return;
        }
        for (String cell : cells) {
            if (cell.contains(lineEnd) && isSwallowed(cell.split(Pattern.quote(lineEnd), -1), delimiter, columns)) {
                throw new CsvRefused(
                        ("%s line %d: a cell holds whole lines of the file: a quotation mark stands alone there, or was not"
                                        + " doubled; export it again, with another delimiter if the cell is right")
                                .formatted(file, line));
            }
        }
    }

    /** The first part is the end of a line and the last one the beginning of another; those between are whole, or blank. */
    private static boolean isSwallowed(String[] parts, char delimiter, int columns) {
        for (int i = 1; i < parts.length - 1; i++) {
            if (!parts[i].isBlank() && count(parts[i], delimiter) != columns - 1) {
                return false;
            }
        }
        return count(parts[0], delimiter) + count(parts[parts.length - 1], delimiter) == columns - 1;
    }

    private static long count(String text, char delimiter) {
        return text.chars().filter(it -> it == delimiter).count();
    }
}
