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
        return ValueBytes.type(bytes[position]);
    }

    /** Steps over the next value. */
    public void skip() {
        position = ValueBytes.end(bytes, position);
    }

    /** Reads a text or an unmapped code; the empty text where it is absent. */
    public String text() {
        int at = position;
        skip();
        return bytes[at] == ValueBytes.ABSENT ? "" : ValueBytes.text(bytes, at, position);
    }

    /** Reads a text as {@link #text}, but to the last bit as it was: no two texts are the same. For comparing, not for showing. */
    public String exact() {
        int at = position;
        skip();
        return bytes[at] == ValueBytes.ABSENT ? "" : Utf8.exact(bytes, ValueBytes.letters(bytes, at), position);
    }

    /** Reads a number, or {@code otherwise} where it is absent. */
    public long number(long otherwise) {
        int at = position;
        skip();
        return bytes[at] == ValueBytes.ABSENT ? otherwise : ValueBytes.number(bytes, at);
    }

    /** Reads a flag, or {@code otherwise} where it is absent. */
    public boolean flag(boolean otherwise) {
        int at = position;
        skip();
        return bytes[at] == ValueBytes.ABSENT ? otherwise : ValueBytes.flag(bytes, at);
    }

    /** Reads a part of a key that was written with its length first. */
    public String keyPart() {
        int at = position;
        position = KeyParts.end(bytes, at);
        return new String(bytes, KeyParts.letters(bytes, at), KeyParts.length(bytes, at), StandardCharsets.UTF_8);
    }

    /** Steps over a part of a key that was written with its length first. */
    public void skipPart() {
        position = KeyParts.end(bytes, position);
    }

    /** Whether the next part of a key is the empty text. */
    public boolean isEmptyPart() {
        return KeyParts.length(bytes, position) == 0;
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
        for (int i = 0; i < count; i++) {
            skip();
        }
        int theirs = other.position + position - mine;
        if (theirs <= other.end && Arrays.equals(bytes, mine, position, other.bytes, other.position, theirs)) {
            other.position = theirs;
            return true;
        }
        position = mine;
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
