package rollcall.reconciler.side;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import rollcall.reconciler.sort.RowsInto;
import rollcall.reconciler.sort.Utf8;
import rollcall.reconciler.sort.Values;

/**
 * A record as its side yields it, kept as a row before anything is made of it: the key is population and reference, the
 * payload the part's number and then each column of the side in the order of {@link Column}. Codes and kinds are as they
 * are, so that a corrected table applies to what was kept before.
 */
public final class KeptRow implements Cells {
    private final String file;
    private final Set<Column> columns;
    private final String[] texts = new String[Column.values().length];
    private final long[] numbers = new long[Column.values().length];
    private final Utf8 view = new Utf8();
    private long shown;

    /**
     * A reader of kept rows.
     *
     * @param file what the side is called in messages
     * @param columns the columns that the side had
     */
    public KeptRow(String file, Set<Column> columns) {
        this.file = file;
        this.columns = columns.isEmpty() ? EnumSet.noneOf(Column.class) : EnumSet.copyOf(columns);
        java.util.Arrays.fill(texts, "");
    }

    /** Writes the current record of a side. */
    static void write(Cells cells, Set<Column> columns, int part, RowsInto into) throws IOException, SideFailure {
        var row = into.writer()
                .begin()
                .keyPart(cells.text(Column.POPULATION))
                .keyLast(cells.utf8(Column.REFERENCE))
                .endKey()
                .number(part);
        for (Column column : columns) {
            switch (column.type()) {
                case TEXT, CODE -> row.text(cells.utf8(column));
                case TIME -> number(cells.minutes(column), NO_TIME, row);
                case FLAG -> number(cells.flag(column), -1, row);
            }
        }
        row.end();
    }

    private static void number(long value, long none, rollcall.reconciler.sort.RowWriter row) {
        if (value == none) {
            row.absent();
        } else {
            row.number(value);
        }
    }

    /** Shows a row; the reader stands behind the part's number. */
    public void show(Values kept) {
        shown++;
        for (Column column : columns) {
            switch (column.type()) {
                case TEXT, CODE -> texts[column.ordinal()] = kept.exact();
                case TIME -> numbers[column.ordinal()] = kept.number(NO_TIME);
                case FLAG -> numbers[column.ordinal()] = kept.number(-1);
            }
        }
    }

    @Override
    public String text(Column column) {
        return texts[column.ordinal()];
    }

    @Override
    public Utf8 utf8(Column column) {
        return view.show(texts[column.ordinal()]);
    }

    @Override
    public long minutes(Column column) {
        return columns.contains(column) ? numbers[column.ordinal()] : NO_TIME;
    }

    @Override
    public int flag(Column column) {
        return columns.contains(column) ? (int) numbers[column.ordinal()] : -1;
    }

    @Override
    public boolean has(Column column) {
        return columns.contains(column);
    }

    @Override
    public String place() {
        String reference = text(Column.REFERENCE);
        return reference.isEmpty()
                ? "%s, kept row %d".formatted(file, shown)
                : "%s, %s %s".formatted(file, text(Column.POPULATION), reference);
    }
}
