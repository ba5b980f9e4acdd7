package rollcall.migrator.reject;

import java.util.List;
import java.util.Optional;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.ledger.Ground;

/**
 * A row of the sealed extract that was rejected, and why.
 *
 * @param targetId the row of the new system in which an earlier version of it stands
 */
public record RejectedRow(LegacyRow row, Optional<String> targetId, List<Ground> grounds) {
    public RejectedRow {
        grounds = List.copyOf(grounds);
    }
}
