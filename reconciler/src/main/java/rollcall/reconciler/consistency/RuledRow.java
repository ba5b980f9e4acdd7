package rollcall.reconciler.consistency;

import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.NumberedValues;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Values;

/**
 * A row as rules see it that look at it alone: the values that count, which are those it would have were its own exception
 * mended, and the new system's. One such view serves all rows; nothing is read that is not asked for.
 */
final class RuledRow {
    /** Of a time that is absent. */
    static final long NO_TIME = Long.MIN_VALUE;

    private final Row counting = new Row();
    private final NumberedValues counted = new NumberedValues();
    private final NumberedValues there = new NumberedValues();

    /** Shows a pair of rows. */
    void show(Row whoseValuesCount, Row inNewSystem) {
        counting.show(whoseValuesCount);
        counted.show(whoseValuesCount);
        there.show(inNewSystem);
    }

    Population population() {
        return Keys.population(counting);
    }

    String reference() {
        return Keys.reference(counting);
    }

    /** A compared time, in minutes. */
    long minutes(Column column) {
        return at(counted, column).number(NO_TIME);
    }

    /** A compared time as the new system has it. */
    long minutesThere(Column column) {
        return at(there, column).number(NO_TIME);
    }

    /** A compared text or code. */
    String text(Column column) {
        return at(counted, column).text();
    }

    /** A reader before the operative, the booked slot, its capacity and the days on which it runs. */
    Values diary() {
        return there.at(SideRow.BEFORE_COMPARED + Column.compared().size());
    }

    /** The days on which the booked slot runs, as the new system writes them; may be empty. */
    String slotRuns() {
        Values diary = diary();
        diary.skip();
        diary.skip();
        diary.skip();
        return diary.text();
    }

    private static Values at(NumberedValues values, Column column) {
        return values.at(SideRow.number(column));
    }

    static boolean isAbsent(Values values) {
        return values.type() == RowWriter.ABSENT;
    }
}
