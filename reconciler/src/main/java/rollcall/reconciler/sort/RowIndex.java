package rollcall.reconciler.sort;

import java.util.Arrays;

/** For each row of an arena the first bytes of its key and its place; sorted by merging, in two plain arrays. */
final class RowIndex {
    /** What a row costs here while it is sorted, in bytes. */
    static final int BYTES_A_ROW = 2 * (Long.BYTES + Integer.BYTES);

    private static final int SMALL = 12;

    private long[] prefixes = new long[64];
    private int[] places = new int[64];
    private int size;

    void add(long prefix, int place) {
        if (size == prefixes.length) {
            prefixes = Arrays.copyOf(prefixes, size * 2);
            places = Arrays.copyOf(places, size * 2);
        }
        prefixes[size] = prefix;
        places[size++] = place;
    }

    int size() {
        return size;
    }

    int place(int index) {
        return places[index];
    }

    void clear() {
        size = 0;
    }

    void release() {
        clear();
        prefixes = new long[64];
        places = new int[64];
    }

    void sort(Arena arena) {
        sort(arena, 0, size, new long[size / 2 + 1], new int[size / 2 + 1]);
    }

    private void sort(Arena arena, int from, int to, long[] sparePrefixes, int[] sparePlaces) {
        if (to - from <= SMALL) {
            insert(arena, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(arena, from, middle, sparePrefixes, sparePlaces);
        sort(arena, middle, to, sparePrefixes, sparePlaces);
        if (compare(arena, prefixes[middle - 1], places[middle - 1], prefixes[middle], places[middle]) <= 0) {
            return;
        }
        int left = middle - from;
        System.arraycopy(prefixes, from, sparePrefixes, 0, left);
        System.arraycopy(places, from, sparePlaces, 0, left);
        int first = 0;
        int second = middle;
        int next = from;
        while (first < left) {
            boolean takeSecond = second < to
                    && compare(arena, prefixes[second], places[second], sparePrefixes[first], sparePlaces[first]) < 0;
            prefixes[next] = takeSecond ? prefixes[second] : sparePrefixes[first];
            places[next++] = takeSecond ? places[second++] : sparePlaces[first++];
        }
    }

    private void insert(Arena arena, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long prefix = prefixes[i];
            int place = places[i];
            int hole = i;
            while (hole > from && compare(arena, prefix, place, prefixes[hole - 1], places[hole - 1]) < 0) {
                prefixes[hole] = prefixes[hole - 1];
                places[hole] = places[hole - 1];
                hole--;
            }
            prefixes[hole] = prefix;
            places[hole] = place;
        }
    }

    private static int compare(Arena arena, long leftPrefix, int left, long rightPrefix, int right) {
        int byPrefix = Long.compareUnsigned(leftPrefix, rightPrefix);
        return byPrefix != 0 ? byPrefix : arena.compare(left, right);
    }
}
