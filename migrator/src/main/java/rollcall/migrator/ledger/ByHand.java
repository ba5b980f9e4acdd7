package rollcall.migrator.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rollcall.migrator.extract.Identity;

/**
 * What is said of a row that somebody has corrected, or that waited for one, once it is loaded. Of the values themselves it
 * holds none.
 *
 * @param detail of its credit; at most {@link Credit#LONGEST_DETAIL} characters
 * @param cells a keyed digest of each corrected value, by column; none where the row itself was not corrected
 */
public record ByHand(String detail, Map<String, String> cells) {
    public ByHand {
        detail = Credit.cut(detail);
        cells = Map.copyOf(cells);
    }

    /** Corrected to these values, by column; blank ones are empty. */
    public static ByHand of(String detail, Map<String, Optional<String>> values, Fingerprint fingerprint) {
        Map<String, String> cells = new TreeMap<>();
        values.forEach((column, value) -> cells.put(
                column, fingerprint.of(value.map(it -> Map.of(column, it)).orElse(Map.of()))));
        return new ByHand(detail, cells);
    }

    /** The same cells as those of an identity that this run has debited. */
    public List<CorrectedCell> cells(Identity identity, long run) {
        return cells.entrySet().stream()
                .map(it -> new CorrectedCell(identity, run, it.getKey(), it.getValue()))
                .toList();
    }
}
