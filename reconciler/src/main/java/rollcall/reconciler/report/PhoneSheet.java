package rollcall.reconciler.report;

import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.BorderSide;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A sheet of the phone list, written from top to bottom; every cell is text, whatever it begins with. */
final class PhoneSheet {
    private static final String TEXT = "@";
    private static final String DARK = "1F3A4D";
    private static final String PALE = "E6EEF3";
    private static final int LONGEST = 32_000;
    private static final double LINE = 14.5;
    private static final int MOST_LINES = 12;

    private final Worksheet sheet;
    private final List<PhoneLines.Column> columns;
    private int row;

    PhoneSheet(Workbook workbook, String name, List<PhoneLines.Column> columns) {
        this.sheet = workbook.newWorksheet(name);
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            sheet.width(i, columns.get(i).width());
        }
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 3);
        sheet.repeatCols(0);
        sheet.fitToHeight((short) 0);
    }

    void title(String text) {
        put(0, text).bold().fontSize(16).set();
        row++;
    }

    void line(String text) {
        if (!text.isEmpty()) {
            put(0, text).set();
        }
        row++;
    }

    /** Who the lines below are for. */
    void group(String owner) {
        for (int i = 0; i < columns.size(); i++) {
            put(i, i == 0 ? owner : "").bold().fillColor(PALE).set();
        }
        row++;
    }

    void headings(List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            put(i, texts.get(i))
                    .bold()
                    .fontColor("FFFFFF")
                    .fillColor(DARK)
                    .wrapText(true)
                    .verticalAlignment("center")
                    .set();
        }
        row++;
    }

    /** The headings of the lines, which are repeated on each printed page. */
    void table() {
        sheet.repeatRows(row);
        headings(columns.stream().map(PhoneLines.Column::heading).toList());
    }

    void cells(List<String> texts) {
        long lines = 1;
        for (int i = 0; i < texts.size(); i++) {
            put(i, texts.get(i))
                    .wrapText(true)
                    .verticalAlignment("top")
                    .borderStyle(BorderSide.BOTTOM, BorderStyle.HAIR)
                    .set();
            int width = columns.get(i).width();
            lines = Math.max(
                    lines,
                    texts.get(i)
                            .lines()
                            .mapToLong(it -> 1 + it.length() / width)
                            .sum());
        }
        sheet.rowHeight(row, LINE * Math.min(lines, MOST_LINES));
        row++;
    }

    private StyleSetter put(int column, String text) {
        String clean = text.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ")
                .replaceAll("[\\x{D800}-\\x{DFFF}\\x{FFFE}\\x{FFFF}]", "\uFFFD");
        String cut = clean.length() > LONGEST ? clean.substring(0, LONGEST) + "\u2026" : clean;
        if (!cut.isEmpty()) {
            sheet.value(row, column, cut);
        }
        StyleSetter style = sheet.style(row, column);
        style.format(TEXT);
        return style;
    }

    void end() throws IOException {
        sheet.finish();
    }
}
