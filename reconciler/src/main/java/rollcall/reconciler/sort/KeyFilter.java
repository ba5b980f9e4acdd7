package rollcall.reconciler.sort;

import java.io.IOException;

/** Of sorted rows those whose key is, or is not, among other sorted rows' keys. */
final class KeyFilter implements SortedRows {
    private final SortedRows rows;
    private final SortedRows keys;
    private final boolean wanted;
    private boolean isKeyThere;

    /** @param wanted whether rows with such a key are handed out, or those without */
    KeyFilter(SortedRows rows, SortedRows keys, boolean wanted) throws IOException {
        this.rows = rows;
        this.keys = keys;
        this.wanted = wanted;
        this.isKeyThere = keys.advance();
    }

    @Override
    public boolean advance() throws IOException {
        while (rows.advance()) {
            while (isKeyThere && keys.row().compareKey(rows.row()) < 0) {
                isKeyThere = keys.advance();
            }
            if ((isKeyThere && keys.row().compareKey(rows.row()) == 0) == wanted) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Row row() {
        return rows.row();
    }

    @Override
    public void close() throws IOException {
        try (rows) {
            keys.close();
        }
    }
}
