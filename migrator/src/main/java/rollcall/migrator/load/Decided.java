package rollcall.migrator.load;

import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.transform.Outcome;

/** A legacy row, and what the rules say becomes of it. */
public record Decided(LegacyRow row, Outcome outcome) {
    /** The same of the same row, known by another identity. */
    public Decided under(Identity other) {
        return new Decided(row.under(other), outcome);
    }
}
