package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import rollcall.migrator.extract.Kind;

/**
 * {@code debits = loaded + rejected + excluded + superseded + merged}, by kind of record: identities counted in the ledger,
 * never by a framework.
 *
 * @param sums by kind; a kind without debits has zeros
 * @param reasons why rows were rejected, those that cost most appointments first
 * @param rejected the rejected identities themselves, with their reasons
 */
public record TrialBalance(Map<Kind, Sum> sums, List<Rejections> reasons, List<RejectedEntry> rejected) {
    private static final String OPEN = "OPEN";

    public TrialBalance {
        sums = Map.copyOf(sums);
        reasons = List.copyOf(reasons);
        rejected = List.copyOf(rejected);
    }

    /** How the identities of one kind came out. {@code doubled}: credits that claim a row which another claims too. */
    public record Sum(
            long debits, long loaded, long rejected, long excluded, long superseded, long merged, long doubled) {
        /** The sum of identities counted by outcome; what has another word than those of {@link Posting} is open. */
        static Sum of(Map<String, Long> counts, long doubled) {
            return new Sum(
                    counts.values().stream().mapToLong(Long::longValue).sum(),
                    counts.getOrDefault(Posting.LOADED.name(), 0L),
                    counts.getOrDefault(Posting.REJECTED.name(), 0L),
                    counts.getOrDefault(Posting.EXCLUDED.name(), 0L),
                    counts.getOrDefault(Posting.SUPERSEDED.name(), 0L),
                    counts.getOrDefault(Posting.MERGED.name(), 0L),
                    doubled);
        }

        /** Both together. */
        public Sum plus(Sum other) {
            return new Sum(
                    debits + other.debits,
                    loaded + other.loaded,
                    rejected + other.rejected,
                    excluded + other.excluded,
                    superseded + other.superseded,
                    merged + other.merged,
                    doubled + other.doubled);
        }

        /** Identities without an outcome; anything but zero means that the books do not balance. */
        public long remainder() {
            return debits - loaded - rejected - excluded - superseded - merged;
        }
    }

    /** How many rows were rejected for a reason (among others, perhaps), or because their job was. */
    public record Rejections(String reason, Map<Kind, Long> byKind) {
        public Rejections {
            byKind = Map.copyOf(byKind);
        }

        /** Rows of one kind. */
        public long rows(Kind kind) {
            return byKind.getOrDefault(kind, 0L);
        }

        long all() {
            return byKind.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The sum of one kind. */
    public Sum sum(Kind kind) {
        return sums.getOrDefault(kind, new Sum(0, 0, 0, 0, 0, 0, 0));
    }

    /** Whether each identity has its one outcome, and no two claim one row. */
    public boolean holds() {
        return sums.values().stream().allMatch(it -> it.remainder() == 0 && it.doubled() == 0);
    }

    static TrialBalance of(DSLContext database, LedgerTables tables, List<RejectedEntry> rejected) {
        return new TrialBalance(sums(database, tables), reasons(rejected), rejected);
    }

    private static Map<Kind, Sum> sums(DSLContext database, LedgerTables tables) {
        Map<Kind, Map<String, Long>> counts = new EnumMap<>(Kind.class);
        Map<Kind, Long> doubled = new EnumMap<>(Kind.class);
        database.select(
                        POPULATION,
                        DSL.coalesce(OUTCOME, DSL.inline(OPEN)),
                        DSL.count().cast(Long.class))
                .from(tables.balance())
                .groupBy(POPULATION, OUTCOME)
                .forEach(row -> counts.computeIfAbsent(Kind.of(row.value1()), it -> new HashMap<>())
                        .put(row.value2(), row.value3()));
        database.select(
                        POPULATION,
                        DSL.count(TARGET_ID).minus(DSL.countDistinct(TARGET_ID)).cast(Long.class))
                .from(tables.balance())
                .groupBy(POPULATION)
                .forEach(row -> doubled.put(Kind.of(row.value1()), row.value2()));
        Map<Kind, Sum> sums = new EnumMap<>(Kind.class);
        counts.forEach((kind, byOutcome) -> sums.put(kind, Sum.of(byOutcome, doubled.getOrDefault(kind, 0L))));
        return sums;
    }

    private static List<Rejections> reasons(List<RejectedEntry> rejected) {
        Map<String, Map<Kind, Long>> counts = new HashMap<>();
        for (RejectedEntry entry : rejected) {
            for (String reason : causes(entry.grounds())) {
                counts.computeIfAbsent(reason, it -> new EnumMap<>(Kind.class))
                        .merge(entry.identity().kind(), 1L, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map(it -> new Rejections(it.getKey(), it.getValue()))
                .sorted(Comparator.comparingLong((Rejections it) -> it.rows(Kind.APPOINTMENTS))
                        .thenComparingLong(Rejections::all)
                        .reversed()
                        .thenComparing(Rejections::reason))
                .toList();
    }

    /** A rejection's reasons; that the job was not loaded is told by why it was not. */
    private static Set<String> causes(List<Ground> grounds) {
        Set<String> causes = grounds.stream()
                .filter(it -> !it.isOfMissingJob())
                .map(Ground::words)
                .collect(Collectors.toSet());
        return causes.isEmpty() ? Set.of("its job is not in legacy, or is not moved") : causes;
    }
}
