package rollcall.migrator.ledger;

import java.util.List;
import java.util.Optional;
import rollcall.migrator.extract.Identity;

/**
 * An identity whose latest outcome is a rejection.
 *
 * @param legacyFingerprint the legacy row as it was rejected
 * @param targetId the row of the new system in which an earlier version of it stands
 * @param grounds why, in order
 */
public record RejectedEntry(
        Identity identity, String legacyFingerprint, Optional<String> targetId, List<Ground> grounds) {
    public RejectedEntry {
        grounds = List.copyOf(grounds);
    }
}
