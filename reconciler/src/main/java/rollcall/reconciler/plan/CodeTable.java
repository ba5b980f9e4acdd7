package rollcall.reconciler.plan;

import java.util.Map;
import java.util.Optional;

/**
 * The reconciler's own reading of one code table: legacy code to new code, decided lines only.
 *
 * @param list the list's name: {@code status}, {@code priority}, {@code trade} …
 */
public record CodeTable(String list, Map<String, String> newCodes) {
    public CodeTable {
        newCodes = Map.copyOf(newCodes);
    }

    /** The new code for a trimmed legacy code; empty while undecided. */
    public Optional<String> newCode(String legacyCode) {
        return Optional.ofNullable(newCodes.get(legacyCode));
    }
}
