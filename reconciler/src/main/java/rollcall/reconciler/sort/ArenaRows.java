package rollcall.reconciler.sort;

/** A reading of the sorted rows of an arena. */
final class ArenaRows implements SortedRows {
    private final Arena arena;
    private final RowIndex index;
    private final Row row = new Row();
    private int next;

    ArenaRows(Arena arena, RowIndex index) {
        this.arena = arena;
        this.index = index;
    }

    @Override
    public boolean advance() {
        if (next == index.size()) {
            return false;
        }
        int place = index.place(next++);
        row.show(arena.block(place), Arena.offset(place));
        return true;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void close() {}
}
