package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import rollcall.migrator.extract.Kind;

/**
 * {@code debits = loaded + rejected + excluded + superseded + merged}, by kind of record: identities counted in the ledger,
 * never by a framework.
 *
 * @param sums by kind; a kind without debits has zeros
 * @param reasons why rows were rejected, most frequent first
 */
public record TrialBalance(Map<Kind, Sum> sums, List<Rejections> reasons) {
    private static final String JOB_NOT_LOADED = "its job '";

    public TrialBalance {
        sums = Map.copyOf(sums);
        reasons = List.copyOf(reasons);
    }

    /** How the identities of one kind came out. {@code doubled}: credits that claim a row which another claims too. */
    public record Sum(
            long debits, long loaded, long rejected, long excluded, long superseded, long merged, long doubled) {
        /** Identities without an outcome; anything but zero means that the books do not balance. */
        public long remainder() {
            return debits - loaded - rejected - excluded - superseded - merged;
        }
    }

    /** How many rows of a kind were rejected for a reason (among others, perhaps). */
    public record Rejections(Kind kind, String reason, long rows) {}

    /** The sum of one kind. */
    public Sum sum(Kind kind) {
        return sums.getOrDefault(kind, new Sum(0, 0, 0, 0, 0, 0, 0));
    }

    /** Whether each identity has its one outcome, and no two claim one row. */
    public boolean holds() {
        return sums.values().stream().allMatch(it -> it.remainder() == 0 && it.doubled() == 0);
    }

    static TrialBalance of(DSLContext database) {
        Map<Kind, Sum> sums = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            sums.put(kind, sum(database, kind));
        }
        return new TrialBalance(sums, reasons(database));
    }

    private static Sum sum(DSLContext database, Kind kind) {
        Map<String, Long> counts = new HashMap<>();
        database.select(DSL.coalesce(OUTCOME, DSL.inline("OPEN")), DSL.count().cast(Long.class))
                .from(BALANCE)
                .where(POPULATION.eq(kind.word()))
                .groupBy(OUTCOME)
                .forEach(row -> counts.put(row.value1(), row.value2()));
        long debits = counts.values().stream().mapToLong(Long::longValue).sum();
        return new Sum(
                debits,
                counts.getOrDefault(Posting.LOADED.name(), 0L),
                counts.getOrDefault(Posting.REJECTED.name(), 0L),
                counts.getOrDefault(Posting.EXCLUDED.name(), 0L),
                counts.getOrDefault(Posting.SUPERSEDED.name(), 0L),
                counts.getOrDefault(Posting.MERGED.name(), 0L),
                doubled(database, kind));
    }

    private static long doubled(DSLContext database, Kind kind) {
        return database.select(DSL.count(TARGET_ID).minus(DSL.countDistinct(TARGET_ID)))
                .from(BALANCE)
                .where(POPULATION.eq(kind.word()))
                .and(OUTCOME.eq(Posting.LOADED.name()))
                .fetchSingle()
                .value1()
                .longValue();
    }

    private static List<Rejections> reasons(DSLContext database) {
        Map<Kind, Map<String, Long>> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Map<String, Long> ofKind = counts.computeIfAbsent(kind, it -> new HashMap<>());
            database.select(DETAIL, DSL.count().cast(Long.class))
                    .from(BALANCE)
                    .where(POPULATION.eq(kind.word()))
                    .and(OUTCOME.eq(Posting.REJECTED.name()))
                    .groupBy(DETAIL)
                    .forEach(row -> {
                        for (String reason : row.value1().split("; ", -1)) {
                            ofKind.merge(general(reason), row.value2(), Long::sum);
                        }
                    });
        }
        return counts.entrySet().stream()
                .flatMap(kind -> kind.getValue().entrySet().stream()
                        .map(reason -> new Rejections(kind.getKey(), reason.getKey(), reason.getValue())))
                .sorted(Comparator.comparingLong(Rejections::rows)
                        .reversed()
                        .thenComparing(Rejections::kind)
                        .thenComparing(Rejections::reason))
                .toList();
    }

    /** A reason that names each row's own job would have as many lines as rows. */
    private static String general(String reason) {
        return reason.startsWith(JOB_NOT_LOADED) ? "its job was not loaded" : reason;
    }
}
