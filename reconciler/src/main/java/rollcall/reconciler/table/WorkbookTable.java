package rollcall.reconciler.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** A table as the first sheet of a workbook. */
final class WorkbookTable {
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);

    private final List<String> textColumns;
    private final TableFile.Rows rows;
    private final boolean since1904;
    private final String sheet;

    private WorkbookTable(List<String> textColumns, TableFile.Rows rows, boolean since1904, String sheet) {
        this.textColumns = textColumns;
        this.rows = rows;
        this.since1904 = since1904;
        this.sheet = sheet;
    }

    static void read(Path file, List<String> textColumns, TableFile.Rows rows) {
        try {
            Optional<String> refused = WorkbookGuard.refusal(file);
            if (refused.isPresent()) {
                rows.problem(0, refused.get());
                return;
            }
            try (InputStream in = Files.newInputStream(file);
                    ReadableWorkbook workbook = new ReadableWorkbook(in, WITH_FORMATS)) {
                Sheet first = workbook.getFirstSheet();
                if (first.getVisibility() != SheetVisibility.VISIBLE) {
                    rows.problem(
                            0,
                            "its first sheet \"%s\" is hidden, and is the one that is read; show it, or delete it"
                                    .formatted(first.getName()));
                    return;
                }
                new WorkbookTable(textColumns, rows, workbook.isDate1904(), first.getName()).read(first);
                MergedCells.of(file, first)
                        .forEach(it -> rows.problem(
                                it.row(),
                                "sheet \"%s\", cells %s are merged; unmerge them and fill each cell"
                                        .formatted(first.getName(), it.range())));
            }
        } catch (NoSuchFileException | java.nio.file.AccessDeniedException unreadable) {
            rows.problem(0, "cannot be read; check that it exists and that you may read it");
        } catch (IOException | RuntimeException damaged) {
            rows.problem(0, "is not a workbook that can be read; open it and save it as .xlsx again");
        }
    }

    /** Comments, and sheets after the first that hold a cell. What cannot be read holds nothing: reading it tells why. */
    static List<String> besides(Path file) {
        List<String> besides = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = Files.newInputStream(file);
                ReadableWorkbook workbook = new ReadableWorkbook(in)) {
            if (zip.stream().anyMatch(it -> it.getName().startsWith("xl/comments"))) {
                besides.add("comments");
            }
            for (Sheet sheet : workbook.getSheets().skip(1).toList()) {
                try (Stream<Row> cells = sheet.openStream()) {
                    if (cells.findAny().isPresent()) {
                        besides.add("sheet \"" + sheet.getName() + "\"");
                    }
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
        return besides;
    }

    private void read(Sheet first) throws IOException {
        try (Stream<Row> stream = first.openStream()) {
            Iterator<Row> iterator = stream.iterator();
            while (iterator.hasNext()) {
                Row row = iterator.next();
                if (row.getRowNum() == 1) {
                    rows.header(header(row));
                } else {
                    add(row);
                }
            }
        }
    }

    private List<String> header(Row row) {
        List<String> cells = new ArrayList<>();
        for (Cell cell : row) {
            cells.add(cell == null ? "" : CellText.of(cell, since1904).orElse(""));
        }
        return cells;
    }

    private void add(Row row) {
        List<String> cells = new ArrayList<>();
        boolean sound = true;
        int column = 0;
        for (Cell cell : row) {
            String text = "";
            if (cell != null) {
                Optional<String> fault = fault(cell, column);
                fault.ifPresent(it -> rows.problem(row.getRowNum(), it));
                sound &= fault.isEmpty();
                text = CellText.of(cell, since1904).orElse("");
            }
            cells.add(text);
            column++;
        }
        if (sound) {
            rows.line(row.getRowNum(), cells);
        }
    }

    private Optional<String> fault(Cell cell, int column) {
        String place = "sheet \"%s\", cell %s ".formatted(sheet, cell.getAddress());
        if (cell.getType() == CellType.FORMULA) {
            return Optional.of(place + "is a formula; put its value there (copy, then paste special: values)");
        }
        Optional<String> text = CellText.of(cell, since1904);
        if (text.isEmpty()) {
            return Optional.of(place + "holds an error; put the right value there");
        }
        if (Texts.strip(text.get()).isEmpty()) {
            return Optional.empty();
        }
        if (!rows.hasColumn(column)) {
            return Optional.of(place + "stands under no heading; give its column one, or empty the cell");
        }
        if (cell.getType() != CellType.STRING
                && textColumns.contains(rows.column(column).toLowerCase(Locale.ROOT))) {
            return Optional.of(place
                    + "is no longer text: Excel has turned it into a number, its leading zeros may be gone; format the"
                    + " cell as text and type it again");
        }
        return Optional.empty();
    }
}
