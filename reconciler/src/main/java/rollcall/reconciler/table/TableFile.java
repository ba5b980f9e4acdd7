package rollcall.reconciler.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that people edit, {@code .csv} or {@code .xlsx}: one header line, then rows that know their line.
 *
 * <p>CSV is UTF-8 with or without byte order mark, separated by commas; a cell that a spreadsheet would take for a formula
 * stands with a leading {@code '}, which is not part of it. Of a workbook the first sheet is read. A number, date or
 * truth value in it becomes text: {@code 1550123}, {@code 2026-10-12}, {@code 2026-10-12T08:00}, {@code true}; formulas,
 * error values and merged cells are refused.
 *
 * @param header the columns' names as written, stripped; empty for an empty file
 * @param lines without the blank ones
 */
public record TableFile(List<String> header, List<Line> lines) {
    private static final String WORKBOOK = ".xlsx";

    public TableFile {
        header = List.copyOf(header);
        lines = List.copyOf(lines);
    }

    /** A text as a cell would hold it: without blanks at its ends, those too that only look like blanks. */
    public static String asInACell(String text) {
        return Texts.strip(text);
    }

    /**
     * A row.
     *
     * @param number its line in a CSV file, or its row in a sheet; the header's is 1
     * @param cells as text, stripped, as many as the header has
     */
    public record Line(long number, List<String> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Reads a file, as its ending says.
     *
     * @param textColumns columns whose cells must be text in a workbook: a number there may have lost its leading zeros
     * @throws TableUnreadable all that is wrong with it, with what could be read
     */
    public static TableFile read(Path file, String... textColumns) throws TableUnreadable {
        Rows rows = new Rows();
        switch (ending(file)) {
            case ".csv" -> CsvTable.read(file, rows);
            case WORKBOOK -> WorkbookTable.read(file, List.of(textColumns), rows);
            default -> rows.problem(0, "is neither a workbook nor CSV; save it as .xlsx or as .csv (UTF-8)");
        }
        TableFile table = rows.table();
        if (!rows.problems.isEmpty()) {
            throw new TableUnreadable(file, rows.problemsInOrder(), table);
        }
        return table;
    }

    /**
     * Writes a file as its ending says, every cell as text, and puts it in the place of an earlier one in one step.
     * Folders that are not there are made.
     *
     * @throws IOException where it cannot be written, also for a cell too long for a workbook; an earlier file is untouched
     */
    public static void write(Path file, List<String> header, Iterable<List<String>> rows) throws IOException {
        Replacement.of(file, out -> {
            if (ending(file).equals(WORKBOOK)) {
                WorkbookWriter.write(out, header, rows);
            } else {
                CsvTable.write(out, header, rows);
            }
        });
    }

    /** The mark that Excel or LibreOffice leaves beside a file that it has open; empty where there is none. */
    public static Optional<Path> openElsewhere(Path file) {
        return Stream.of(".~lock." + file.getFileName() + "#", "~$" + file.getFileName())
                .map(file::resolveSibling)
                .filter(Files::exists)
                .findFirst();
    }

    /** What else a workbook holds, and would lose if its table were written anew: comments, and further sheets in use. */
    public static List<String> besides(Path file) {
        return ending(file).equals(WORKBOOK) ? WorkbookTable.besides(file) : List.of();
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.contains(".") ? name.substring(name.lastIndexOf('.')) : "";
    }

    /** Collects rows and what is wrong with them while a file is read. */
    static final class Rows {
        private final List<TableUnreadable.Problem> problems = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();
        private List<String> header = List.of();

        /** The header, without the blank cells after its last name. */
        void header(List<String> cells) {
            int width = cells.size();
            while (width > 0 && Texts.strip(cells.get(width - 1)).isEmpty()) {
                width--;
            }
            header = cells.subList(0, width).stream().map(Texts::strip).toList();
        }

        /** Whether cells stand in this column, from 0. */
        boolean hasColumn(int column) {
            return column < header.size() && !header.get(column).isEmpty();
        }

        String column(int column) {
            return header.get(column);
        }

        /** A row whose cells fit the header; a blank one is passed over. */
        void line(long number, List<String> cells) {
            List<String> stripped = new ArrayList<>();
            for (int column = 0; column < header.size(); column++) {
                stripped.add(column < cells.size() ? Texts.strip(cells.get(column)) : "");
            }
            if (stripped.stream().anyMatch(it -> !it.isEmpty())) {
                lines.add(new Line(number, stripped));
            }
        }

        void problem(long line, String message) {
            problems.add(new TableUnreadable.Problem(line, message));
        }

        private List<TableUnreadable.Problem> problemsInOrder() {
            return problems.stream()
                    .sorted(java.util.Comparator.comparingLong(TableUnreadable.Problem::line))
                    .toList();
        }

        private TableFile table() {
            return new TableFile(header, lines);
        }
    }
}
