package rollcall.migrator.ledger;

import java.util.List;
import rollcall.migrator.extract.Identity;

/**
 * An identity whose latest outcome is a rejection.
 *
 * @param legacyFingerprint the legacy row as it was rejected
 * @param grounds why, in order
 */
public record RejectedEntry(Identity identity, String legacyFingerprint, List<Ground> grounds) {
    public RejectedEntry {
        grounds = List.copyOf(grounds);
    }
}
