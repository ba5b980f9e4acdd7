package rollcall.reconciler.side;

import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Utf8;

/**
 * The key of every row that is merged: one byte for population and sort of reference, then the trimmed reference. A row of
 * the new system without a legacy reference has a key of its own sort, with its id: it can meet no legacy row.
 */
public final class Keys {
    private static final int BY_ID = 1;

    private Keys() {}

    /** Populations come in the order of their words, as they do in a file that is sorted line by line. */
    private static int rank(Population population) {
        return population == Population.APPOINTMENTS ? 0 : 1;
    }

    /** Begins a row under a reference's key. */
    public static RowWriter write(RowWriter row, Population population, String reference) {
        return row.begin().keyByte(rank(population) << 1).keyLast(reference).endKey();
    }

    /** Begins a row with the key's byte for records of a population that have a reference; that follows as the last part. */
    public static RowWriter begin(RowWriter row, Population population) {
        return row.begin().keyByte(rank(population) << 1);
    }

    static RowWriter write(RowWriter row, Population population, Utf8 reference) {
        return row.begin().keyByte(rank(population) << 1).keyLast(reference).endKey();
    }

    static RowWriter writeWithoutReference(RowWriter row, Population population, String targetId) {
        return row.begin()
                .keyByte(rank(population) << 1 | BY_ID)
                .keyLast(targetId)
                .endKey();
    }

    /** The row's population. */
    public static Population population(Row row) {
        return row.keyByte(0) >> 1 == rank(Population.JOBS) ? Population.JOBS : Population.APPOINTMENTS;
    }

    /** Whether the row is known by the new system's id only. */
    public static boolean isWithoutReference(Row row) {
        return (row.keyByte(0) & BY_ID) != 0;
    }

    /** Whether the row is of legacy and has a blank reference. */
    public static boolean isBlank(Row row) {
        return row.keyLength() == 1;
    }

    /** The reference as findings tell it: {@code new:} and the id where there is none, {@code (blank)} for legacy's. */
    public static String reference(Row row) {
        if (isBlank(row)) {
            return Finding.BLANK;
        }
        String reference = row.key(1).rest();
        return isWithoutReference(row) ? "new:" + reference : reference;
    }
}
