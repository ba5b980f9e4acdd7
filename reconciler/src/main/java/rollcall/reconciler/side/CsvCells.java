package rollcall.reconciler.side;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The current record of a CSV file. */
final class CsvCells implements Cells {
    private final String file;
    private final Problems problems;
    private final int[] positions = new int[Column.values().length];
    private List<String> current = List.of();
    private long line;

    CsvCells(String file, Map<Column, Integer> header, Problems problems) {
        this.file = file;
        this.problems = problems;
        header.forEach((column, position) -> positions[column.ordinal()] = position + 1);
    }

    void show(List<String> cells, long firstLine) {
        current = cells;
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
        return position == 0 ? "" : Texts.seen(current.get(position - 1));
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
