package rollcall.reconciler.sort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A reading of several spill files as one, always the least row next: a heap of their readers, each closed at its end. */
final class MergedRows implements SortedRows {
    private final List<SpillReader> open = new ArrayList<>();
    private final List<Spill> spills;
    private final SpillReader[] heap;
    private final Row row = new Row();
    private int size;
    private boolean begun;

    MergedRows(List<Spill> spills) {
        this.spills = List.copyOf(spills);
        this.heap = new SpillReader[spills.size()];
    }

    @Override
    public boolean advance() throws IOException {
        if (!begun) {
            begin();
        } else if (size > 0) {
            if (!heap[0].advance()) {
                heap[0].close();
                heap[0] = heap[--size];
            }
            sink(0);
        }
        if (size == 0) {
            return false;
        }
        row.show(heap[0].row());
        return true;
    }

    private void begin() throws IOException {
        begun = true;
        for (Spill spill : spills) {
            SpillReader reader = SpillReader.of(spill);
            open.add(reader);
            if (reader.advance()) {
                heap[size++] = reader;
            } else {
                reader.close();
            }
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    private void sink(int from) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].row().compare(heap[child].row()) < 0) {
                child++;
            }
            if (heap[at].row().compare(heap[child].row()) <= 0) {
                return;
            }
            SpillReader other = heap[at];
            heap[at] = heap[child];
            heap[child] = other;
            at = child;
        }
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        for (SpillReader reader : open) {
            reader.close();
        }
    }
}
