package rollcall.migrator.ledger;

import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.LegacyRow;

/** An identity that must be accounted for, with the keyed fingerprint of its legacy row. */
public record Debit(Identity identity, String legacyFingerprint, Attributes attributes) {
    /** The debit of a legacy row. */
    public static Debit of(LegacyRow row, Fingerprint fingerprint) {
        return new Debit(row.identity(), fingerprint.of(row.values()), Attributes.of(row));
    }
}
