package rollcall.reconciler.side;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVRecord;

/** The current record of a CSV file. */
final class CsvCells implements Cells {
    private final String file;
    private final Problems problems;
    private final int[] positions = new int[Column.values().length];
    private final CSVRecord[] current = new CSVRecord[1];
    private long line;

    CsvCells(String file, Map<Column, Integer> header, Problems problems) {
        this.file = file;
        this.problems = problems;
        header.forEach((column, position) -> positions[column.ordinal()] = position + 1);
    }

    void show(CSVRecord record, long firstLine) {
        current[0] = record;
        line = firstLine;
    }

    @Override
    public boolean has(Column column) {
        return positions[column.ordinal()] > 0;
    }

    @Override
    public String place() {
        return file + " line " + line;
    }

    @Override
    public String text(Column column) {
        int position = positions[column.ordinal()];
        return position == 0 ? "" : current[0].get(position - 1).strip();
    }

    @Override
    public long minutes(Column column) {
        String text = text(column);
        if (text.isEmpty()) {
            return NO_TIME;
        }
        Optional<LocalDateTime> time = Texts.time(text);
        if (time.isEmpty()) {
            problems.add(Texts.notATime(this, column, text));
        }
        return time.map(Texts::minutes).orElse(NO_TIME);
    }

    @Override
    public int flag(Column column) {
        String text = text(column);
        if (text.isEmpty()) {
            return -1;
        }
        OptionalInt flag = Texts.flag(text);
        if (flag.isEmpty()) {
            problems.add(Texts.notAFlag(this, column, text));
        }
        return flag.orElse(-1);
    }
}
