package rollcall.migrator.reject;

import java.util.List;
import rollcall.migrator.extract.LegacyRow;

/**
 * A rejected row as it came back.
 *
 * @param line its line in the corrected file
 * @param legacy the row as the sealed extract holds it
 * @param corrected the same row with the corrected cells
 * @param cells what was corrected; empty where nothing was
 */
public record Correction(long line, LegacyRow legacy, LegacyRow corrected, List<ChangedCell> cells) {
    public Correction {
        cells = List.copyOf(cells);
    }

    /** The corrected columns' names. */
    public List<String> columns() {
        return cells.stream().map(ChangedCell::column).toList();
    }
}
