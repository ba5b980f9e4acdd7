package rollcall.migrator.decision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.reconciler.table.TableFile;

/** Counts the codes that stand on legacy's rows, list by list. */
public final class CodesFound implements Consumer<LegacyRow> {
    /** No list that people decide on has so many codes: a column with more holds something else. */
    static final int MOST_CODES = 2_000;

    private static final Map<Kind, List<String>> LISTS = Map.of(
            Kind.JOBS,
            List.of("status", "priority", "trade", "contractor"),
            Kind.APPOINTMENTS,
            List.of("slot", "trade"),
            Kind.CONTACTS,
            List.of());

    private final Predicate<LegacyRow> isLive;
    private final Map<String, SortedMap<String, Count>> found = new HashMap<>();

    /** @param isLive whether a row is to be moved */
    public CodesFound(Predicate<LegacyRow> isLive) {
        this.isLive = isLive;
    }

    /**
     * How many rows a code stands on.
     *
     * @param rows all of them
     * @param live those that are to be moved
     */
    public record Count(long rows, long live) {
        static final Count NONE = new Count(0, 0);

        Count andOne(boolean isLive) {
            return new Count(rows + 1, live + (isLive ? 1 : 0));
        }
    }

    @Override
    public void accept(LegacyRow row) {
        List<String> lists = LISTS.getOrDefault(row.identity().kind(), List.of());
        if (lists.isEmpty()) {
            return;
        }
        boolean live = isLive.test(row);
        for (String list : lists) {
            row.value(list)
                    .map(TableFile::asInACell)
                    .filter(it -> !it.isEmpty())
                    .ifPresent(code -> count(list, code, live));
        }
    }

    private void count(String list, String code, boolean live) {
        SortedMap<String, Count> codes = found.computeIfAbsent(list, it -> new TreeMap<>());
        if (codes.size() <= MOST_CODES || codes.containsKey(code)) {
            codes.merge(code, Count.NONE.andOne(live), (before, one) -> before.andOne(live));
        }
    }

    /** The codes of a list. */
    public SortedMap<String, Count> of(String list) {
        return found.getOrDefault(list, new TreeMap<>());
    }

    /** How many live rows a code stands on. */
    public long live(String list, String code) {
        return Optional.ofNullable(of(list).get(code)).orElse(Count.NONE).live();
    }

    /** Whether a list has more codes than anybody could decide on; the rest are not counted. */
    public boolean isNoList(String list) {
        return of(list).size() > MOST_CODES;
    }
}
