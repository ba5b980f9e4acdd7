package rollcall.reconciler.history;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.Values;

/**
 * Which run has written a file of the history: its first row, whose key is empty.
 *
 * @param run the run
 * @param asOf the instant for which it spoke, to the minute
 * @param before the run whose exceptions it found, and has put its own in the place of; empty if none
 */
record RunMark(String run, LocalDateTime asOf, String before) {
    void write(RowSorter rows) throws IOException {
        rows.writer().begin().endKey().text(run).time(asOf).text(before).end();
    }

    /** Whether a row is one: none of an exception has an empty key. */
    static boolean is(Row row) {
        return row.keyLength() == 0;
    }

    static RunMark read(Row row) {
        Values values = row.values();
        return new RunMark(values.text(), time(values), values.text());
    }

    static LocalDateTime time(Values values) {
        return LocalDateTime.ofEpochSecond(values.number(0) * 60, 0, ZoneOffset.UTC);
    }

    /** Whether this run's changes were written, and its exceptions never put in the place of the last run's. */
    boolean isLeftOver(Optional<RunMark> last) {
        return before.equals(last.map(RunMark::run).orElse(""))
                && last.filter(it -> it.run().equals(run)).isEmpty();
    }
}
