package rollcall.reconciler.side;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.csv.CsvRows;
import rollcall.reconciler.sort.Utf8;

/** The current row of a CSV file. */
final class CsvCells implements Cells, KeyedCells.Parts {
    private final String file;
    private final CsvRows rows;
    private final Problems problems;
    private final int[] positions = new int[Column.values().length];
    private final Utf8 view = new Utf8();

    CsvCells(String file, CsvRows rows, Map<Column, Integer> header, Problems problems) {
        this.file = file;
        this.rows = rows;
        this.problems = problems;
        header.forEach((column, position) -> positions[column.ordinal()] = position + 1);
    }

    @Override
    public boolean has(Column column) {
        return positions[column.ordinal()] > 0;
    }

    @Override
    public String place() {
        return file + " line " + rows.line();
    }

    @Override
    public String text(Column column) {
        Utf8 text = utf8(column);
        return text.isEmpty() ? "" : text.toString();
    }

    @Override
    public Utf8 utf8(Column column) {
        int position = positions[column.ordinal()];
        return position == 0 ? view.showNothing() : Blanks.strip(rows.show(position - 1, view));
    }

    @Override
    public Utf8 part(int position) {
        return Blanks.strip(rows.show(position, view));
    }

    @Override
    public long minutes(Column column) {
        Utf8 text = utf8(column);
        if (text.isEmpty()) {
            return NO_TIME;
        }
        long minutes = PlainTimes.minutes(text);
        return minutes == PlainTimes.OTHERWISE ? otherTime(column, text.toString()) : minutes;
    }

    private long otherTime(Column column, String text) {
        Optional<LocalDateTime> time = Texts.time(text);
        if (time.isEmpty()) {
            problems.add(Texts.notATime(this, column, text));
        }
        return time.map(Texts::minutes).orElse(NO_TIME);
    }

    @Override
    public int flag(Column column) {
        Utf8 text = utf8(column);
        if (text.isEmpty()) {
            return -1;
        }
        int flag = Flags.of(text);
        if (flag < 0) {
            problems.add(Texts.notAFlag(this, column, text.toString()));
        }
        return flag;
    }
}
