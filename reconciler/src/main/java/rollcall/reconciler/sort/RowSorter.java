package rollcall.reconciler.sort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts any number of rows in bounded memory. Rows are written into an arena; a full arena is sorted and spilled; many
 * spills are merged into fewer; {@link #open} reads all as one. What fits in the arena never touches the disk. For one
 * thread at a time.
 */
public final class RowSorter implements Reopenable, RowsInto {
    private static final int MOST_SPILLS_OF_A_LEVEL = 48;
    private static final long SMALL = 1 << 20;

    private final SpillFolder folder;
    private final String name;
    private final long budget;
    private final Arena arena = new Arena();
    private final RowIndex index = new RowIndex();
    private final RowWriter writer = new RowWriter(arena, this::add);
    private final List<Spill> spills = new ArrayList<>();
    private final Row added = new Row();
    private long rows;
    /** Bytes that are held, as the folder's room knows. */
    private long held;

    private boolean isSorted;
    private boolean isClosed;

    /**
     * @param name what is sorted, for messages
     * @param budget bytes of memory for rows and index
     */
    public RowSorter(SpillFolder folder, String name, long budget) {
        this.folder = folder;
        this.name = name;
        this.budget = budget;
    }

    /** A share of the heap; how much the sorters of a run hold together, the folder watches over. */
    public static long budgetOfHeap() {
        return Math.max(1 << 20, Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 14));
    }

    @Override
    public RowWriter writer() {
        return writer;
    }

    /** How many rows have been written. */
    @Override
    public long rows() {
        return rows;
    }

    private void add(int place) throws IOException {
        if (isSorted || isClosed) {
            throw new IllegalStateException(name + ": a row came after the last one; this is a fault of ours");
        }
        added.show(arena.block(place), Arena.offset(place));
        index.add(added, place);
        rows++;
        long used = arena.used() + (long) index.size() * RowIndex.BYTES_A_ROW;
        hold();
        if (used >= budget) {
            spill();
            arena.clear();
            index.clear();
        } else if (used >= SMALL && folder.room().isFull()) {
            spill();
            release();
        }
    }

    private void release() {
        arena.release();
        index.release();
        hold();
    }

    private void hold() {
        long now = arena.held() + index.held();
        if (now != held) {
            folder.room().take(now - held);
            held = now;
        }
    }

    private void spill() throws IOException {
        index.sort(arena);
        add(Spill.write(folder, new OrderedRows(new ArenaRows(arena, index), name), 0));
    }

    private void add(Spill spill) throws IOException {
        spills.add(spill);
        List<Spill> level =
                spills.stream().filter(it -> it.level() == spill.level()).toList();
        if (level.size() >= MOST_SPILLS_OF_A_LEVEL) {
            Spill merged;
            try (SortedRows all = new OrderedRows(new MergedRows(level), name)) {
                merged = Spill.write(folder, all, spill.level() + 1);
            }
            spills.removeAll(level);
            for (Spill each : level) {
                each.delete();
            }
            add(merged);
        }
    }

    /** All rows in order; nothing more may be written. */
    @Override
    public SortedRows open() throws IOException {
        if (isClosed) {
            throw new IllegalStateException(name + ": read after its end; this is a fault of ours");
        }
        if (!isSorted) {
            sort();
            isSorted = true;
        }
        return spills.isEmpty()
                ? new OrderedRows(new ArenaRows(arena, index), name)
                : Ahead.of(new OrderedRows(new MergedRows(spills), name), name);
    }

    /** All rows in order, once: closing the result closes this too. */
    public SortedRows sorted() throws IOException {
        return new OnlyReading(this);
    }

    private void sort() throws IOException {
        if (spills.isEmpty()) {
            index.sort(arena);
            return;
        }
        if (index.size() > 0) {
            spill();
        }
        release();
    }

    @Override
    public void toDisk() throws IOException {
        if (isSorted && arena.used() > SMALL) {
            add(Spill.write(folder, new OrderedRows(new ArenaRows(arena, index), name), 0));
            release();
        }
    }

    /** Forgets all rows. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        release();
        for (Spill spill : spills) {
            spill.delete();
        }
        spills.clear();
    }
}
