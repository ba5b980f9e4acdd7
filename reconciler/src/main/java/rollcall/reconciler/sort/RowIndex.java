package rollcall.reconciler.sort;

import java.util.Arrays;

/**
 * For each row of an arena the first sixteen bytes of its key and its place; sorted by merging, in plain arrays. Nearly no
 * two keys are alike for so long, and to look a row up in the arena is what takes time.
 */
final class RowIndex {
    /** What a row costs here while it is sorted, in bytes. */
    static final int BYTES_A_ROW = 2 * (2 * Long.BYTES + Integer.BYTES);

    private static final int SMALL = 12;

    private Columns rows = new Columns(0);
    private int size;

    /** What is known of rows, each at the same index of each array. */
    private record Columns(long[] firsts, long[] seconds, int[] places) {
        Columns(int length) {
            this(new long[length], new long[length], new int[length]);
        }

        Columns(Columns of, int length) {
            this(Arrays.copyOf(of.firsts, length), Arrays.copyOf(of.seconds, length), Arrays.copyOf(of.places, length));
        }

        int length() {
            return places.length;
        }

        void set(int index, Columns from, int of) {
            firsts[index] = from.firsts[of];
            seconds[index] = from.seconds[of];
            places[index] = from.places[of];
        }

        void set(int index, Columns from, int of, int count) {
            System.arraycopy(from.firsts, of, firsts, index, count);
            System.arraycopy(from.seconds, of, seconds, index, count);
            System.arraycopy(from.places, of, places, index, count);
        }

        boolean isLess(int index, Columns than, int of, Arena arena) {
            if (firsts[index] != than.firsts[of]) {
                return Long.compareUnsigned(firsts[index], than.firsts[of]) < 0;
            }
            if (seconds[index] != than.seconds[of]) {
                return Long.compareUnsigned(seconds[index], than.seconds[of]) < 0;
            }
            return arena.compare(places[index], than.places[of]) < 0;
        }
    }

    void add(Row row, int place) {
        if (size == rows.length()) {
            rows = new Columns(rows, Math.max(64, size * 2));
        }
        rows.firsts()[size] = row.prefix(0);
        rows.seconds()[size] = row.prefix(Long.BYTES);
        rows.places()[size++] = place;
    }

    int size() {
        return size;
    }

    /** Bytes of memory, whether they are used or not. */
    long held() {
        return (long) rows.length() * (BYTES_A_ROW / 2);
    }

    int place(int index) {
        return rows.places()[index];
    }

    void clear() {
        size = 0;
    }

    void release() {
        clear();
        rows = new Columns(0);
    }

    void sort(Arena arena) {
        sort(arena, 0, size, new Columns(size / 2 + 1));
    }

    private void sort(Arena arena, int from, int to, Columns spare) {
        if (to - from <= SMALL) {
            insert(arena, from, to, spare);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(arena, from, middle, spare);
        sort(arena, middle, to, spare);
        if (!rows.isLess(middle, rows, middle - 1, arena)) {
            return;
        }
        int left = middle - from;
        spare.set(0, rows, from, left);
        int first = 0;
        int second = middle;
        int next = from;
        while (first < left) {
            if (second < to && rows.isLess(second, spare, first, arena)) {
                rows.set(next++, rows, second++);
            } else {
                rows.set(next++, spare, first++);
            }
        }
    }

    private void insert(Arena arena, int from, int to, Columns spare) {
        for (int i = from + 1; i < to; i++) {
            spare.set(0, rows, i);
            int hole = i;
            while (hole > from && spare.isLess(0, rows, hole - 1, arena)) {
                rows.set(hole, rows, hole - 1);
                hole--;
            }
            rows.set(hole, spare, 0);
        }
    }
}
