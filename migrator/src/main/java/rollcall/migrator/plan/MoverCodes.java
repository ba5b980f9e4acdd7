package rollcall.migrator.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rollcall.reconciler.table.TableFile;

/**
 * The mover's own reading of the code tables. The checker reads the same files by itself.
 *
 * @param lists by list, legacy code to new code
 * @param keyedByHand by list, the legacy codes whose rows are not moved and keyed by hand
 */
public record MoverCodes(Map<String, Map<String, String>> lists, Map<String, Set<String>> keyedByHand) {
    /** The lists that every plan has: {@code codes/status.csv} and so on. */
    public static final List<String> NAMES = List.of("status", "priority", "trade", "contractor", "slot");

    public MoverCodes {
        lists = Map.copyOf(lists);
        keyedByHand = Map.copyOf(keyedByHand);
    }

    /** Codes of which none is keyed by hand. */
    public MoverCodes(Map<String, Map<String, String>> lists) {
        this(lists, Map.of());
    }

    static MoverCodes of(List<CodeSheet> tables) {
        return new MoverCodes(
                tables.stream().collect(Collectors.toMap(CodeSheet::list, CodeSheet::newCodes)),
                tables.stream().collect(Collectors.toMap(CodeSheet::list, CodeSheet::keyedByHand)));
    }

    /** What somebody has decided, and no proposal. */
    public static MoverCodes decided(List<CodeSheet> tables) {
        return of(tables.stream()
                .map(it -> new CodeSheet(
                        it.list(),
                        it.file(),
                        it.name(),
                        it.lines().stream().filter(CodeLine::isDecided).toList()))
                .toList());
    }

    /** The new code for a legacy code; empty while nobody has decided one. */
    public Optional<String> newCode(String list, String legacyCode) {
        return Optional.ofNullable(lists.getOrDefault(list, Map.of()).get(TableFile.asInACell(legacyCode)));
    }

    /** Whether it is decided that rows with this code are keyed by hand. */
    public boolean isKeyedByHand(String list, String legacyCode) {
        return keyedByHand.getOrDefault(list, Set.of()).contains(TableFile.asInACell(legacyCode));
    }
}
