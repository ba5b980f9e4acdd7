package rollcall.reconciler.sort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A view of one row in its canonical layout. One view serves many rows: what it shows holds until its owner moves on.
 */
public final class Row {
    static final int HEAD = 2 * Integer.BYTES;

    private byte[] bytes = new byte[HEAD];
    private int start;

    /** A row of its own: of a key of one byte and a text, and of one value. */
    public static Row of(int first, String last, String value) {
        Arena arena = new Arena();
        Row row = new Row();
        RowWriter writer = new RowWriter(arena, place -> row.show(arena.block(place), Arena.offset(place)));
        try {
            writer.begin().keyByte(first).keyLast(last).endKey().text(value).end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return row.copy();
    }

    void show(byte[] from, int at) {
        bytes = from;
        start = at;
    }

    /** Points this view at the same row as another. */
    public void show(Row other) {
        show(other.bytes, other.start);
    }

    /** Makes this a copy of another row, in memory of its own that is used again; not for a view that was shown a row. */
    public void copy(Row other) {
        int length = other.length();
        if (bytes.length < length) {
            bytes = new byte[Math.max(256, length * 2)];
        }
        System.arraycopy(other.bytes, other.start, bytes, 0, length);
        start = 0;
    }

    /** A copy that stays. */
    public Row copy() {
        Row copy = new Row();
        copy.show(Arrays.copyOfRange(bytes, start, start + length()), 0);
        return copy;
    }

    /** All of the row's bytes, its length included. */
    int length() {
        return length(bytes, start);
    }

    static int length(byte[] bytes, int start) {
        return Integer.BYTES + BigEndian.intAt(bytes, start);
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    private int keyStart() {
        return start + HEAD;
    }

    /** How many bytes the key has. */
    public int keyLength() {
        return BigEndian.intAt(bytes, start + Integer.BYTES);
    }

    /** The key's byte at {@code index}. */
    public byte keyByte(int index) {
        return bytes[keyStart() + index];
    }

    /** A reader of the key from its byte {@code index} on. */
    public Values key(int index) {
        return new Values(bytes, keyStart() + index, keyStart() + keyLength());
    }

    /** Points a reader at the key, for one that serves many rows. */
    public void key(Values reader) {
        reader.show(bytes, keyStart(), keyStart() + keyLength());
    }

    /** A reader of the payload's values. */
    public Values values() {
        return new Values(bytes, keyStart() + keyLength(), start + length());
    }

    /** Points a reader at the payload's values, for one that serves many rows. */
    public void values(Values reader) {
        reader.show(bytes, keyStart() + keyLength(), start + length());
    }

    /** Eight bytes of the key, from its byte {@code from} on. */
    long prefix(int from) {
        return BigEndian.prefix(bytes, keyStart() + from, keyLength() - from);
    }

    /** Compares keys as unsigned bytes. */
    public int compareKey(Row other) {
        return Arrays.compareUnsigned(
                bytes,
                keyStart(),
                keyStart() + keyLength(),
                other.bytes,
                other.keyStart(),
                other.keyStart() + other.keyLength());
    }

    /** Compares keys, then payloads, as unsigned bytes. */
    int compare(Row other) {
        return compare(bytes, start, other.bytes, other.start);
    }

    static int compare(byte[] left, int leftStart, byte[] right, int rightStart) {
        int leftKey = leftStart + HEAD;
        int rightKey = rightStart + HEAD;
        int leftPayload = leftKey + BigEndian.intAt(left, leftStart + Integer.BYTES);
        int rightPayload = rightKey + BigEndian.intAt(right, rightStart + Integer.BYTES);
        int byKey = Arrays.compareUnsigned(left, leftKey, leftPayload, right, rightKey, rightPayload);
        return byKey != 0
                ? byKey
                : Arrays.compareUnsigned(
                        left,
                        leftPayload,
                        leftStart + length(left, leftStart),
                        right,
                        rightPayload,
                        rightStart + length(right, rightStart));
    }
}
