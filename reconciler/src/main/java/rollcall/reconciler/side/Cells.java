package rollcall.reconciler.side;

import rollcall.reconciler.sort.Utf8;

/**
 * The current record of a side, by column. A value that cannot be read as its column's type counts as absent and is told
 * to the side's {@link Problems}.
 */
interface Cells {
    /** What {@link #minutes} tells for a time that is absent. */
    long NO_TIME = Long.MIN_VALUE;

    /** A trimmed text; empty where it is absent. */
    String text(Column column) throws SideFailure;

    /** The same text as UTF-8; what it shows holds until the next value is asked for. */
    Utf8 utf8(Column column) throws SideFailure;

    /** A wall time in minutes since 1970-01-01T00:00, or {@link #NO_TIME}. */
    long minutes(Column column) throws SideFailure;

    /** 1, 0, or -1 where it is absent. */
    int flag(Column column) throws SideFailure;

    /** Whether the side has the column. */
    boolean has(Column column);

    /** Where the current record stands: {@code reconcile/source.sql row 12}. */
    String place();
}
