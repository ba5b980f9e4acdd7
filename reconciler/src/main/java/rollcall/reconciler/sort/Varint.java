package rollcall.reconciler.sort;

/** Whole numbers in as few bytes as they need: seven bits in each, the lowest first, the eighth set in all but the last. */
final class Varint {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private Varint() {}

    /** Where the number that begins at {@code at} ends. */
    static int end(byte[] bytes, int at) {
        int end = at;
        while (bytes[end] < 0) {
            end++;
        }
        return end + 1;
    }

    /** The number that begins at {@code at}, without a sign. */
    static long at(byte[] bytes, int at) {
        long number = 0;
        int shift = 0;
        int next = at;
        while (bytes[next] < 0) {
            number |= (long) (bytes[next++] & MORE - 1) << shift;
            shift += BITS;
        }
        return number | (long) bytes[next] << shift;
    }

    static void put(long number, Arena arena) {
        long left = number;
        while ((left & -MORE) != 0) {
            arena.put((int) (left & MORE - 1) | MORE);
            left >>>= BITS;
        }
        arena.put((int) left);
    }

    /** A number near nought, below it or above, as one that is small without a sign. */
    static long unsigned(long number) {
        return number << 1 ^ number >> Long.SIZE - 1;
    }

    static long signed(long number) {
        return number >>> 1 ^ -(number & 1);
    }
}
