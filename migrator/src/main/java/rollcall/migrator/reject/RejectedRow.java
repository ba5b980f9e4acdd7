package rollcall.migrator.reject;

import java.util.List;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.ledger.Ground;

/** A row of the sealed extract that was rejected, and why. */
public record RejectedRow(LegacyRow row, List<Ground> grounds) {
    public RejectedRow {
        grounds = List.copyOf(grounds);
    }
}
