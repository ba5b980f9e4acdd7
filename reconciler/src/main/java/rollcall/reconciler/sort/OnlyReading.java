package rollcall.reconciler.sort;

import java.io.IOException;

/** The one reading of rows that nobody needs any more when it ends. */
final class OnlyReading implements SortedRows {
    private final SortedRows rows;
    private final Reopenable of;

    OnlyReading(Reopenable of) throws IOException {
        this.of = of;
        this.rows = of.open();
    }

    @Override
    public boolean advance() throws IOException {
        return rows.advance();
    }

    @Override
    public Row row() {
        return rows.row();
    }

    @Override
    public void close() throws IOException {
        try (of) {
            rows.close();
        }
    }
}
