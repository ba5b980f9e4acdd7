package rollcall.migrator.ledger;

import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.Identity;

/**
 * A cell that was corrected by hand before its row was loaded.
 *
 * @param run the run that debited the row as it was loaded
 * @param value the corrected value; the ledger keeps its keyed digest alone
 */
public record CorrectedCell(Identity identity, long run, String column, Optional<String> value) {
    String fingerprint(Fingerprint fingerprint) {
        return fingerprint.of(value.map(it -> Map.of(column, it)).orElse(Map.of()));
    }
}
