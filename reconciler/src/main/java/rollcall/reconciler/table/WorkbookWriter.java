package rollcall.reconciler.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A table as a workbook of one sheet, in which every cell, empty ones below too, is text: nothing eats leading zeros. */
final class WorkbookWriter {
    private static final String TEXT = "@";
    private static final int LONGEST_CELL = 32_767;
    private static final int NARROWEST = 10;
    private static final int WIDEST = 60;

    private WorkbookWriter() {}

    static void write(OutputStream out, List<String> header, Iterable<List<String>> rows) throws IOException {
        Workbook workbook = new Workbook(out, "Rollcall", "1.0");
        Worksheet sheet = workbook.newWorksheet("Sheet1");
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            sheet.style(column).format(TEXT).set();
            cell(sheet, 0, column, header.get(column));
            sheet.style(0, column).format(TEXT).bold().set();
            widths.add(header.get(column).length());
        }
        int number = 0;
        for (List<String> row : rows) {
            number++;
            for (int column = 0; column < row.size(); column++) {
                String text = row.get(column);
                cell(sheet, number, column, text);
                sheet.style(number, column).format(TEXT).set();
                int longest = text.lines().mapToInt(String::length).max().orElse(0);
                if (column < widths.size() && longest > widths.get(column)) {
                    widths.set(column, longest);
                }
            }
        }
        for (int column = 0; column < widths.size(); column++) {
            sheet.width(column, Math.clamp(widths.get(column) + 2, NARROWEST, WIDEST));
        }
        sheet.freezePane(0, 1);
        workbook.finish();
    }

    private static void cell(Worksheet sheet, int row, int column, String text) throws IOException {
        String escaped = Escapes.escaped(text);
        if (escaped.length() > LONGEST_CELL) {
            throw new IOException("line %d, column %d holds %,d characters, a workbook's cell %,d at most; use .csv"
                    .formatted(row + 1, column + 1, text.length(), LONGEST_CELL));
        }
        if (!text.isEmpty()) {
            sheet.value(row, column, escaped);
        }
    }
}
