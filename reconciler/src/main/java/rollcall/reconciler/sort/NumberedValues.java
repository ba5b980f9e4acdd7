package rollcall.reconciler.sort;

import java.util.Arrays;

/**
 * A row's values by their numbers, from 0: where each stands is found once, as far as anybody asks. One such view serves
 * many rows.
 */
public final class NumberedValues {
    private final Values reader = new Values();
    private byte[] bytes = new byte[0];
    private int end;
    private int[] starts = new int[64];
    /** How many values' places are known, that behind the last one included. */
    private int known = 1;

    /** Shows a row, until its owner moves on. */
    public NumberedValues show(Row row) {
        row.values(reader);
        bytes = reader.bytes();
        end = reader.end();
        starts[0] = reader.position();
        known = 1;
        return this;
    }

    /** A reader that stands before a value; it is the same one for all. */
    public Values at(int number) {
        reader.show(bytes, start(number), end);
        return reader;
    }

    /** Whether {@code count} values are the same bytes as another row's of the same numbers. */
    public boolean same(NumberedValues other, int first, int count) {
        int mine = start(first);
        int behind = start(first + count);
        int theirs = other.start(first);
        return behind - mine <= other.end - theirs
                && Arrays.equals(bytes, mine, behind, other.bytes, theirs, theirs + behind - mine);
    }

    private int start(int number) {
        if (number >= starts.length) {
            starts = Arrays.copyOf(starts, Math.max(2 * starts.length, number + 1));
        }
        while (known <= number) {
            starts[known] = ValueBytes.end(bytes, starts[known - 1]);
            known++;
        }
        return starts[number];
    }
}
