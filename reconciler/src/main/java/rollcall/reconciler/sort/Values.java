package rollcall.reconciler.sort;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the values of a key or payload, one behind the other. */
public final class Values {
    private byte[] bytes;
    private int position;
    private int end;

    Values(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    /** A reader of nothing, to be pointed at a row. */
    public Values() {
        this(new byte[0], 0, 0);
    }

    void show(byte[] from, int first, int last) {
        bytes = from;
        position = first;
        end = last;
    }

    /** Whether there is another value. */
    public boolean more() {
        return position < end;
    }

    /** The type of the next value: a constant of {@link RowWriter}. */
    public byte type() {
        return bytes[position];
    }

    /** Steps over the next value. */
    public void skip() {
        switch (bytes[position]) {
            case RowWriter.ABSENT -> position++;
            case RowWriter.TEXT, RowWriter.UNMAPPED ->
                position += 1 + Integer.BYTES + BigEndian.intAt(bytes, position + 1);
            case RowWriter.NUMBER -> position += 1 + Long.BYTES;
            case RowWriter.FLAG -> position += 2;
            default -> throw new IllegalStateException("no type of value: " + bytes[position]);
        }
    }

    /** Reads a text or an unmapped code; the empty text where it is absent. */
    public String text() {
        int at = position;
        skip();
        return bytes[at] == RowWriter.ABSENT
                ? ""
                : new String(bytes, at + 1 + Integer.BYTES, position - at - 1 - Integer.BYTES, StandardCharsets.UTF_8);
    }

    /** Reads a number, or {@code otherwise} where it is absent. */
    public long number(long otherwise) {
        int at = position;
        skip();
        return bytes[at] == RowWriter.ABSENT ? otherwise : BigEndian.longAt(bytes, at + 1);
    }

    /** Reads a flag, or {@code otherwise} where it is absent. */
    public boolean flag(boolean otherwise) {
        int at = position;
        skip();
        return bytes[at] == RowWriter.ABSENT ? otherwise : bytes[at + 1] != 0;
    }

    /** Reads a part of a key that was written with its length first. */
    public String keyPart() {
        int length = BigEndian.intAt(bytes, position);
        String part = new String(bytes, position + Integer.BYTES, length, StandardCharsets.UTF_8);
        position += Integer.BYTES + length;
        return part;
    }

    /** Steps over a part of a key that was written with its length first. */
    public void skipPart() {
        position += Integer.BYTES + BigEndian.intAt(bytes, position);
    }

    /** Whether the next part of a key is the empty text. */
    public boolean isEmptyPart() {
        return BigEndian.intAt(bytes, position) == 0;
    }

    /** Whether the next parts of both keys, written with their lengths first, are the same; both step over them. */
    public boolean samePart(Values other) {
        int mine = position;
        int theirs = other.position;
        skipPart();
        other.skipPart();
        return Arrays.equals(bytes, mine, position, other.bytes, theirs, other.position);
    }

    /** Reads a part of a key that is a number. */
    public long keyNumber() {
        long number = BigEndian.longAt(bytes, position) ^ Long.MIN_VALUE;
        position += Long.BYTES;
        return number;
    }

    /** Reads one plain byte of a key. */
    public byte keyByte() {
        return bytes[position++];
    }

    /** Reads all that is left as one text: the last part of a key. */
    public String rest() {
        String rest = new String(bytes, position, end - position, StandardCharsets.UTF_8);
        position = end;
        return rest;
    }

    /** Whether the next {@code count} values of both readers are the same bytes; both step over them if so, neither if not. */
    public boolean same(Values other, int count) {
        int mine = position;
        int theirs = other.position;
        for (int i = 0; i < count; i++) {
            skip();
            other.skip();
        }
        if (Arrays.equals(bytes, mine, position, other.bytes, theirs, other.position)) {
            return true;
        }
        position = mine;
        other.position = theirs;
        return false;
    }

    /** Whether all that is left is the same bytes as what is left of another key. */
    public boolean sameRest(Values other) {
        return Arrays.equals(bytes, position, end, other.bytes, other.position, other.end);
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }
}
