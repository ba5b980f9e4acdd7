package rollcall.migrator.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mover's own reading of the code tables: by list, legacy code to new code, decided lines only. The checker reads the
 * same files by itself.
 */
public record MoverCodes(Map<String, Map<String, String>> lists) {
    /** The lists that every plan has: {@code codes/status.csv} and so on. */
    public static final List<String> NAMES = List.of("status", "priority", "trade", "contractor", "slot");

    public MoverCodes {
        lists = Map.copyOf(lists);
    }

    /** The new code for a legacy code; empty while nobody has decided one. */
    public Optional<String> newCode(String list, String legacyCode) {
        return Optional.ofNullable(lists.getOrDefault(list, Map.of()).get(legacyCode));
    }
}
