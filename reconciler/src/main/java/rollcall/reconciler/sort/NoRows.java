package rollcall.reconciler.sort;

/** No rows at all. */
public final class NoRows implements SortedRows {
    private final Row row = new Row();

    @Override
    public boolean advance() {
        return false;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void close() {}
}
