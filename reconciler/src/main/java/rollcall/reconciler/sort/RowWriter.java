package rollcall.reconciler.sort;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Writes rows straight into a sorter's arena: {@link #begin}, the key's parts, {@link #endKey}, the payload's values, {@link
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
    private final RowSorter sorter;

    RowWriter(Arena arena, RowSorter sorter) {
        this.arena = arena;
        this.sorter = sorter;
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
        lengthFirst(text);
        return this;
    }

    /** The key's last part. */
    public RowWriter keyLast(String text) {
        utf8(text);
        return this;
    }

    /** The key's last parts, as they stand in another row from its byte {@code index} on. */
    public RowWriter keyFrom(Row other, int index) {
        arena.put(other.bytes(), other.start() + Row.HEAD + index, other.keyLength() - index);
        return this;
    }

    /** A part of the key that others follow, from a text value of another row; absent counts as empty. */
    public RowWriter keyPart(Values from) {
        int at = from.position();
        byte[] bytes = from.bytes();
        from.skip();
        if (bytes[at] == ABSENT) {
            arena.putInt(0);
        } else {
            arena.put(bytes, at + 1, from.position() - at - 1);
        }
        return this;
    }

    /** Ends the key. */
    public RowWriter endKey() {
        arena.patchInt(Integer.BYTES, arena.written() - Row.HEAD);
        return this;
    }

    /** A value that is not there. */
    public RowWriter absent() {
        arena.put(ABSENT);
        return this;
    }

    /** A text value; the empty text is absent. */
    public RowWriter text(String text) {
        if (text.isEmpty()) {
            return absent();
        }
        arena.put(TEXT);
        lengthFirst(text);
        return this;
    }

    /** A code without a mapping. */
    public RowWriter unmapped(String code) {
        arena.put(UNMAPPED);
        lengthFirst(code);
        return this;
    }

    /** A whole number. */
    public RowWriter number(long number) {
        arena.put(NUMBER);
        arena.putLong(number);
        return this;
    }

    /** A wall time, to the minute. */
    public RowWriter time(LocalDateTime time) {
        return number(Math.floorDiv(time.truncatedTo(ChronoUnit.MINUTES).toEpochSecond(ZoneOffset.UTC), 60L));
    }

    /** A flag. */
    public RowWriter flag(boolean flag) {
        arena.put(FLAG);
        arena.put(flag ? 1 : 0);
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
        sorter.add(arena.end());
    }

    /** Leaves out the row that was begun. */
    public void abandon() {
        arena.abandon();
    }

    private void lengthFirst(String text) {
        int at = arena.written();
        arena.putInt(0);
        utf8(text);
        arena.patchInt(at, arena.written() - at - Integer.BYTES);
    }

    /** An unpaired surrogate is written as three bytes of its own, as no proper text has them: no two texts fold into one. */
    private void utf8(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                arena.put(c);
            } else if (c < 0x800) {
                arena.put(0xC0 | c >> 6);
                arena.put(0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                arena.put(0xF0 | point >> 18);
                arena.put(0x80 | point >> 12 & 0x3F);
                arena.put(0x80 | point >> 6 & 0x3F);
                arena.put(0x80 | point & 0x3F);
            } else {
                arena.put(0xE0 | c >> 12);
                arena.put(0x80 | c >> 6 & 0x3F);
                arena.put(0x80 | c & 0x3F);
            }
        }
    }
}
