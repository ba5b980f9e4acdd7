package rollcall.reconciler.history;

import java.time.LocalDateTime;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Values;

/**
 * What a run has changed of what is known of one exception.
 *
 * @param run the run that found it so
 * @param asOf the instant for which that run spoke
 * @param type the exception's class; of one that has closed, the class that it had
 * @param cause why it is one, likewise
 */
public record Change(String run, LocalDateTime asOf, Kind kind, String type, String cause) {
    /** How an exception has changed from one run to the next. */
    public enum Kind {
        /** The run before did not report it. */
        OPENED,
        /** The run before reported it as of another class, or for another cause. */
        CHANGED,
        /** The run before reported it, and this one did not: mended, or accepted by name. */
        CLOSED
    }

    static void write(Kind kind, String type, String cause, RowWriter row) {
        row.number(kind.ordinal()).text(type).text(cause);
    }

    static Change read(Values values, RunMark run) {
        return new Change(run.run(), run.asOf(), Kind.values()[(int) values.number(0)], values.text(), values.text());
    }
}
