package rollcall.reconciler.sort;

/** Where rows are written to, one at a time. */
public interface RowsInto {
    /** Writes rows; each is begun and ended, or abandoned. */
    RowWriter writer();
}
