package rollcall.reconciler.sort;

import java.io.IOException;

/** Passes rows on and asserts that each is not less than the one before: order is proved, never trusted. */
final class OrderedRows implements SortedRows {
    private final SortedRows rows;
    private final String name;
    private final Row previous = new Row();
    private long seen;

    OrderedRows(SortedRows rows, String name) {
        this.rows = rows;
        this.name = name;
    }

    @Override
    public boolean advance() throws IOException {
        if (seen > 0) {
            previous.copy(rows.row());
        }
        if (!rows.advance()) {
            return false;
        }
        if (seen > 0 && previous.compare(rows.row()) > 0) {
            throw new IllegalStateException(name + ": row " + (seen + 1) + " is out of order; this is a fault of ours");
        }
        seen++;
        return true;
    }

    @Override
    public Row row() {
        return rows.row();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
