package rollcall.reconciler.plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.table.TableFile;

/**
 * The reconciler's own reading of one code table: legacy code to new code, decided lines only.
 *
 * @param list the list's name: {@code status}, {@code priority}, {@code trade} …
 * @param newCodes legacy code to new code
 * @param legacyCodes all that the table lists, decided or not
 */
public record CodeTable(String list, Map<String, String> newCodes, Set<String> legacyCodes) {
    public CodeTable {
        newCodes = Map.copyOf(newCodes);
        legacyCodes = Set.copyOf(legacyCodes);
    }

    /** A table in which every line is decided. */
    public CodeTable(String list, Map<String, String> newCodes) {
        this(list, newCodes, newCodes.keySet());
    }

    /** The new code for a legacy code; empty while undecided, and where its rows are not moved. */
    public Optional<String> newCode(String legacyCode) {
        return Optional.ofNullable(newCodes.get(TableFile.asInACell(legacyCode)));
    }

    /** Whether the table lists a legacy code. */
    boolean knows(String legacyCode) {
        return legacyCodes.contains(TableFile.asInACell(legacyCode));
    }
}
