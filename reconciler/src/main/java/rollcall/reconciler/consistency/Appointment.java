package rollcall.reconciler.consistency;

import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.Values;

/**
 * An appointment of a job that is right on both sides, as the rules see it.
 *
 * @param trade its trade in the new system; may be empty
 * @param row where legacy's row follows two flags; the view holds for the call only
 */
record Appointment(String job, String trade, String reference, boolean liveThere, Row row) {

    /** Reads a row that {@link JobRows#matched} has written. */
    static Appointment of(Row row) {
        Values key = row.key(0);
        String job = key.keyPart();
        key.keyByte();
        String trade = key.keyPart();
        String reference = key.rest();
        Values values = row.values();
        values.skip();
        values.skip();
        return new Appointment(job, trade, reference, values.flag(false), row);
    }
}
