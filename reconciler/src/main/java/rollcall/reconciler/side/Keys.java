package rollcall.reconciler.side;

import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Utf8;
import rollcall.reconciler.sort.Values;

/**
 * The key of every row that is merged: one byte for population and sort, then what the row is known by: the trimmed reference.
 * A row of the new system without a legacy reference has a key of its own sort, with its id: it can meet no legacy row. So
 * has each of legacy's rows with a blank reference, with its name among those and its place; before them comes what the census
 * and the ledger say of blank references.
 */
public final class Keys {
    private static final int BLANK = 0;
    private static final int BY_REFERENCE = 1;
    private static final int BY_ID = 2;
    private static final int BY_NAME = 3;
    private static final int SORT = 3;

    /** Of blank references: an entry of the ledger by its line, and behind these a row of legacy. */
    private static final int LINE = 1;

    private static final int ROW = 2;

    private Keys() {}

    /** Populations come in the order of their words, as they do in a file that is sorted line by line. */
    private static int first(Population population, int sort) {
        return (population == Population.APPOINTMENTS ? 0 : SORT + 1) | sort;
    }

    /** Begins a row under a reference's key; all blank ones have the same. */
    public static RowWriter write(RowWriter row, Population population, String reference) {
        return row.begin()
                .keyByte(first(population, reference.isEmpty() ? BLANK : BY_REFERENCE))
                .keyLast(reference)
                .endKey();
    }

    /** Begins a row with the key's byte for records of a population that have a reference; that follows as the last part. */
    public static RowWriter begin(RowWriter row, Population population) {
        return row.begin().keyByte(first(population, BY_REFERENCE));
    }

    static RowWriter write(RowWriter row, Population population, Utf8 reference) {
        return row.begin()
                .keyByte(first(population, reference.isEmpty() ? BLANK : BY_REFERENCE))
                .keyLast(reference)
                .endKey();
    }

    /** Begins an entry of the ledger for a blank reference, with the line by which it is known there. */
    static RowWriter writeLine(RowWriter row, Population population, String line) {
        return row.begin()
                .keyByte(first(population, BLANK))
                .keyByte(LINE)
                .keyLast(line)
                .endKey();
    }

    /**
     * Begins a row of legacy with a blank reference.
     *
     * @param name as {@link BlankName} gives it
     * @param place where it stands; no other row stands there
     */
    static RowWriter writeBlank(RowWriter row, Population population, String name, String place) {
        return row.begin()
                .keyByte(first(population, BLANK))
                .keyByte(ROW)
                .keyPart(name)
                .keyLast(place)
                .endKey();
    }

    static RowWriter writeWithoutReference(RowWriter row, Population population, String targetId) {
        return row.begin().keyByte(first(population, BY_ID)).keyLast(targetId).endKey();
    }

    /** The row's population. */
    public static Population population(Row row) {
        return row.keyByte(0) > SORT ? Population.JOBS : Population.APPOINTMENTS;
    }

    private static int sort(Row row) {
        return row.keyByte(0) & SORT;
    }

    /** Whether the row is known by a reference. */
    public static boolean hasReference(Row row) {
        return sort(row) == BY_REFERENCE;
    }

    /** Whether the row is known by the new system's id only. */
    public static boolean isWithoutReference(Row row) {
        return sort(row) == BY_ID;
    }

    /** Whether the row is of legacy, of its census or of the ledger, and has a blank reference. */
    public static boolean isBlank(Row row) {
        return sort(row) == BLANK || sort(row) == BY_NAME;
    }

    /** The name of legacy's row with a blank reference, which it may share with others that are alike. */
    public static String name(Row row) {
        return row.key(2).keyPart();
    }

    /**
     * A row's key with a name that no other has, in the place of the row's.
     *
     * @param row legacy's, with a blank reference
     * @param number which of those it is that share its name, from 1
     */
    public static Row named(Row row, long number) {
        Values key = row.key(2);
        String name = Finding.BLANK + " " + key.keyPart() + (number == 1 ? "" : " #" + number);
        return Row.of(first(population(row), BY_NAME), name, key.rest());
    }

    /** Where the row stands that {@link #named} has named. */
    public static String place(Row named) {
        return named.values().text();
    }

    /**
     * The reference as findings tell it: {@code new:} and the id where there is none; legacy's blank ones by the name that they
     * were given, {@code (blank)} before they were.
     */
    public static String reference(Row row) {
        if (sort(row) == BLANK) {
            return Finding.BLANK;
        }
        String reference = row.key(1).rest();
        return isWithoutReference(row) ? "new:" + reference : reference;
    }
}
