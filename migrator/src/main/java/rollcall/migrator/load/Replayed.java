package rollcall.migrator.load;

import java.util.Map;
import java.util.Optional;

/**
 * A rejected row that is tried once more.
 *
 * @param decided legacy's row, with what the rules make of the corrected one
 * @param cells the corrected cells, by column; blank ones are empty
 * @param detail what the ledger is to say of it once it is loaded
 */
public record Replayed(Decided decided, Map<String, Optional<String>> cells, Optional<String> detail) {
    public Replayed {
        cells = Map.copyOf(cells);
    }
}
