package rollcall.reconciler.sort;

/**
 * A part of a key that others follow, its length first: in one byte, or where that is {@link #LONG} in the four behind it. So
 * a shorter part comes before a longer one, whatever their lengths.
 */
final class KeyParts {
    static final int LONG = 0xFF;

    private KeyParts() {}

    /** Where the letters begin of the part that begins at {@code at}. */
    static int letters(byte[] bytes, int at) {
        return at + 1 + ((bytes[at] & 0xFF) == LONG ? Integer.BYTES : 0);
    }

    /** How many bytes of letters it has. */
    static int length(byte[] bytes, int at) {
        int length = bytes[at] & 0xFF;
        return length == LONG ? BigEndian.intAt(bytes, at + 1) : length;
    }

    static int end(byte[] bytes, int at) {
        return letters(bytes, at) + length(bytes, at);
    }
}
