package rollcall.reconciler.sort;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Writes rows straight into an arena: {@link #begin}, the key's parts, {@link #endKey}, the payload's values, {@link
 * #end}. For the layout see the package.
 */
public final class RowWriter {
    /** Type of a value that is not there. */
    public static final byte ABSENT = 0;
    /** Type of a text. */
    public static final byte TEXT = 1;
    /** Type of a whole number, or of a wall time in minutes. */
    public static final byte NUMBER = 2;
    /** Type of a flag. */
    public static final byte FLAG = 3;
    /** Type of a code without a mapping. */
    public static final byte UNMAPPED = 4;

    private final Arena arena;
    private final Ended ended;
    private final Utf8 letters = new Utf8();

    /** Takes the place of a row that was ended. */
    @FunctionalInterface
    interface Ended {
        void at(int place) throws IOException;
    }

    RowWriter(Arena arena, Ended ended) {
        this.arena = arena;
        this.ended = ended;
    }

    /** Begins a row. */
    public RowWriter begin() {
        arena.begin();
        arena.putInt(0);
        arena.putInt(0);
        return this;
    }

    /** A part of the key that is one byte. */
    public RowWriter keyByte(int value) {
        arena.put(value);
        return this;
    }

    /** A part of the key that is a number, ordered as signed. */
    public RowWriter keyNumber(long value) {
        arena.putLong(value ^ Long.MIN_VALUE);
        return this;
    }

    /** A part of the key that others follow. */
    public RowWriter keyPart(String text) {
        letters.show(text);
        return keyPart(letters.bytes(), letters.start(), letters.length());
    }

    private RowWriter keyPart(byte[] from, int start, int length) {
        if (length < KeyParts.LONG) {
            arena.put(length);
        } else {
            arena.put(KeyParts.LONG);
            arena.putInt(length);
        }
        arena.put(from, start, length);
        return this;
    }

    /** The key's last part. */
    public RowWriter keyLast(String text) {
        return keyLast(letters.show(text));
    }

    /** The key's last part. */
    public RowWriter keyLast(Utf8 text) {
        arena.put(text.bytes(), text.start(), text.length());
        return this;
    }

    /** The key's last parts, as they stand in another row from its byte {@code index} on. */
    public RowWriter keyFrom(Row other, int index) {
        arena.put(other.bytes(), other.start() + Row.HEAD + index, other.keyLength() - index);
        return this;
    }

    /** A part of the key that others follow: the last parts of another row's key, from its byte {@code index} on. */
    public RowWriter keyPart(Row other, int index) {
        return keyPart(other.bytes(), other.start() + Row.HEAD + index, other.keyLength() - index);
    }

    /** The key's last part: a part of another key that others follow there. */
    public RowWriter keyLastFromPart(Values from) {
        int at = from.position();
        from.skipPart();
        int start = KeyParts.letters(from.bytes(), at);
        arena.put(from.bytes(), start, from.position() - start);
        return this;
    }

    /** The key's last parts: those that a reader of another key has left. */
    public RowWriter keyRest(Values from) {
        return rest(from);
    }

    /** A part of the key that others follow, from a text value of another row; absent counts as empty. */
    public RowWriter keyPart(Values from) {
        int at = from.position();
        byte[] bytes = from.bytes();
        from.skip();
        if (bytes[at] == ABSENT) {
            return keyPart(bytes, at, 0);
        }
        int start = ValueBytes.letters(bytes, at);
        return keyPart(bytes, start, from.position() - start);
    }

    /** Ends the key. */
    public RowWriter endKey() {
        arena.patchInt(Integer.BYTES, arena.written() - Row.HEAD);
        return this;
    }

    /** A value that is not there. */
    public RowWriter absent() {
        arena.put(ValueBytes.ABSENT);
        return this;
    }

    /** A text value; the empty text is absent. */
    public RowWriter text(String text) {
        return text(letters.show(text));
    }

    private RowWriter text(byte[] from, int start, int length) {
        if (length == 0) {
            return absent();
        }
        if (length > ValueBytes.LONGEST_SHORT) {
            return lengthFirst(ValueBytes.LONG_TEXT, from, start, length);
        }
        arena.put(ValueBytes.BEFORE_SHORT + length);
        arena.put(from, start, length);
        return this;
    }

    /** A text value; the empty text is absent. */
    public RowWriter text(Utf8 text) {
        return text(text.bytes(), text.start(), text.length());
    }

    /** A text value that is UTF-8; the empty text is absent. */
    public RowWriter text(byte[] text) {
        return text(text, 0, text.length);
    }

    /** A code without a mapping. */
    public RowWriter unmapped(Utf8 code) {
        return lengthFirst(ValueBytes.UNMAPPED, code.bytes(), code.start(), code.length());
    }

    /** A code without a mapping. */
    public RowWriter unmapped(String code) {
        return unmapped(letters.show(code));
    }

    private RowWriter lengthFirst(byte type, byte[] from, int start, int length) {
        arena.put(type);
        arena.putInt(length);
        arena.put(from, start, length);
        return this;
    }

    /** A whole number. */
    public RowWriter number(long number) {
        arena.put(ValueBytes.NUMBER);
        Varint.put(Varint.unsigned(number), arena);
        return this;
    }

    /** A wall time, to the minute. */
    public RowWriter time(LocalDateTime time) {
        return number(Math.floorDiv(time.truncatedTo(ChronoUnit.MINUTES).toEpochSecond(ZoneOffset.UTC), 60L));
    }

    /** A flag. */
    public RowWriter flag(boolean flag) {
        arena.put(flag ? ValueBytes.YES : ValueBytes.NO);
        return this;
    }

    /** The next value of another row's reader, as it is. */
    public RowWriter value(Values from) {
        int at = from.position();
        from.skip();
        arena.put(from.bytes(), at, from.position() - at);
        return this;
    }

    /** All values that another row's reader has left, as they are. */
    public RowWriter rest(Values from) {
        arena.put(from.bytes(), from.position(), from.end() - from.position());
        return this;
    }

    /** Ends the row; spills the arena if it is full. */
    public void end() throws IOException {
        arena.patchInt(0, arena.written() - Integer.BYTES);
        ended.at(arena.end());
    }

    /** Leaves out the row that was begun. */
    public void abandon() {
        arena.abandon();
    }
}
