package rollcall.reconciler.compare;

import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Row;

/**
 * One of several rows of a key, taken apart.
 *
 * @param row the row itself; it holds until the next key
 */
record Kept(SideRow values, Row row) {
    static Kept ofSource(Row row) {
        return new Kept(SideRow.ofSource(row), row);
    }

    static Kept ofTarget(Row row) {
        return new Kept(SideRow.ofTarget(row), row);
    }
}
