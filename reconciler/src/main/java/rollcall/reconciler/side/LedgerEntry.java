package rollcall.reconciler.side;

import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.Values;

/**
 * One identity's entry in the migrator's ledger: a claim, never evidence.
 *
 * @param outcome what it says became of it
 * @param targetId the id it was given in the new system; may be empty
 * @param detail reasons, kind or reference that belong to the outcome; may be empty
 */
public record LedgerEntry(Outcome outcome, String targetId, String detail) {
    /** Takes a ledger row apart: outcome, target id, detail. */
    public static LedgerEntry of(Row row) {
        Values values = row.values();
        return new LedgerEntry(Outcome.values()[(int) values.number(0)], values.text(), values.text());
    }
}
