package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;

/** Reads the ledger's entries. */
final class Entries {
    /** Rows that a driver reads at a time, where a transaction lets it. */
    private static final int PAGE = 1000;

    /** One of the references that are looked up. */
    private static final Field<String> WANTED = DSL.field(DSL.name("wanted", "reference"), SQLDataType.VARCHAR);

    private final DSLContext database;
    private final LedgerTables tables;

    Entries(DSLContext database, LedgerTables tables) {
        this.database = database;
        this.tables = tables;
    }

    boolean isEmpty(Kind kind) {
        return !database.fetchExists(DSL.selectOne().from(tables.debit()).where(POPULATION.eq(kind.word())));
    }

    Set<String> repeated(Kind kind) {
        return database.selectDistinct(REFERENCE)
                .from(tables.debit())
                .where(POPULATION.eq(kind.word()))
                .and(OCCURRENCE.gt(1))
                .fetchSet(REFERENCE);
    }

    boolean isUntouchedSince(long run, Kind kind) {
        return !database.fetchExists(DSL.selectOne().from(tables.credit()).where(POPULATION.eq(kind.word())))
                && !database.fetchExists(DSL.selectOne()
                        .from(tables.debit())
                        .where(POPULATION.eq(kind.word()))
                        .and(RUN_ID.ne(run)));
    }

    void unsettled(Kind kind, long before, Consumer<Identity> seen) {
        try (Cursor<Record2<String, Integer>> found = database.select(REFERENCE, OCCURRENCE)
                .from(tables.balance())
                .where(POPULATION.eq(kind.word()))
                .and(RUN_ID.lt(before))
                .and(OUTCOME.isNull().or(OUTCOME.eq(Posting.REJECTED.name())))
                .fetchSize(PAGE)
                .fetchLazy()) {
            found.forEach(it -> seen.accept(new Identity(kind, it.value1(), it.value2())));
        }
    }

    long loaded(Kind kind) {
        return database.fetchCount(DSL.selectOne()
                .from(tables.balance())
                .where(POPULATION.eq(kind.word()))
                .and(OUTCOME.eq(Posting.LOADED.name())));
    }

    Map<Identity, Entry> latest(Kind kind, Collection<String> references) {
        Map<Identity, Entry> latest = new HashMap<>();
        Set<String> asked = Set.copyOf(references);
        if (asked.isEmpty()) {
            return latest;
        }
        rows(
                        qualified("d", REFERENCE),
                        references,
                        wanted -> database.select(
                                        qualified("d", REFERENCE),
                                        qualified("d", OCCURRENCE),
                                        qualified("d", RUN_ID),
                                        qualified("d", LEGACY_FINGERPRINT),
                                        OUTCOME,
                                        ACTION,
                                        DETAIL,
                                        TARGET_ID,
                                        TARGET_FINGERPRINT)
                                .from(tables.entries())
                                .where(qualified("d", POPULATION).eq(kind.word()))
                                .and(wanted))
                .forEach(row -> {
                    String reference = row.get(0, String.class);
                    if (asked.contains(reference)) {
                        latest.merge(
                                new Identity(kind, reference, row.get(1, Integer.class)),
                                entry(row),
                                (before, now) -> now.isOpen()
                                        ? new Entry(now.run(), now.legacyFingerprint(), now.credit(), before.standing())
                                        : now);
                    }
                });
        return latest;
    }

    /**
     * What a query finds for these references, by its third column, the run. PostgreSQL looks up one after the other: of a
     * table that is just being filled it knows nothing yet, and would read a whole population for a chunk of it.
     */
    private Result<? extends Record> rows(
            Field<String> reference,
            Collection<String> references,
            Function<Condition, SelectConditionStep<? extends Record>> query) {
        if (database.family() != SQLDialect.POSTGRES) {
            return query.apply(among(reference, references)).fetch().sortAsc(2);
        }
        Table<?> found = DSL.lateral(query.apply(reference.eq(WANTED)).offset(DSL.inline(0)))
                .as("found");
        return database.select(found.fields())
                .from(wanted(references))
                .crossJoin(found)
                .fetch()
                .sortAsc(2);
    }

    private static Table<?> wanted(Collection<String> references) {
        return DSL.unnest(references.toArray(String[]::new))
                .as(WANTED.getQualifiedName().first(), WANTED.getName());
    }

    /**
     * H2 uses a list on the second column of an index not at all, and a range well; extracts are sorted by reference, so
     * that a chunk's range holds hardly more than the chunk.
     */
    private Condition among(Field<String> reference, Collection<String> references) {
        return database.family() == SQLDialect.H2
                ? reference.between(Collections.min(references), Collections.max(references))
                : Among.of(database, reference, references);
    }

    private static Entry entry(Record row) {
        long run = row.get(2, Long.class);
        Optional<String> targetId = Optional.ofNullable(row.get(TARGET_ID));
        Optional<String> targetFingerprint = Optional.ofNullable(row.get(TARGET_FINGERPRINT));
        Optional<Credit> credit = Optional.ofNullable(row.get(OUTCOME))
                .map(outcome -> new Credit(
                        Posting.valueOf(outcome),
                        Action.valueOf(row.get(ACTION)),
                        Optional.ofNullable(row.get(DETAIL)),
                        targetId,
                        targetFingerprint,
                        List.of()));
        Optional<Standing> standing = targetId.map(id -> new Standing(run, id, targetFingerprint.orElseThrow()));
        return new Entry(run, row.get(3, String.class), credit, standing);
    }

    /** The target's ids of the rows that stand for these references: of the first occurrence of which one stands. */
    Map<String, String> standing(Kind kind, Collection<String> references) {
        Map<String, String> standing = new HashMap<>();
        if (references.isEmpty()) {
            return standing;
        }
        Map<Identity, Optional<String>> latest = new HashMap<>();
        Table<Record> credit = tables.credit().as(DSL.unquotedName("c"));
        List<Field<?>> fields = List.of(
                qualified("c", REFERENCE),
                qualified("c", OCCURRENCE),
                qualified("c", RUN_ID),
                qualified("c", TARGET_ID));
        Condition ofKind = qualified("c", POPULATION).eq(kind.word());
        Result<? extends Record> rows = database.family() == SQLDialect.H2
                // Neither a list nor a range serves references in no order.
                ? database.select(fields)
                        .from(credit)
                        .join(wanted(references))
                        .on(qualified("c", REFERENCE).eq(WANTED))
                        .where(ofKind)
                        .fetch()
                        .sortAsc(2)
                : rows(
                        qualified("c", REFERENCE),
                        references,
                        wanted -> database.select(fields)
                                .from(credit)
                                .where(ofKind)
                                .and(wanted));
        rows.forEach(row -> latest.put(
                new Identity(kind, row.get(0, String.class), row.get(1, Integer.class)),
                Optional.ofNullable(row.get(TARGET_ID))));
        latest.entrySet().stream()
                .filter(it -> it.getValue().isPresent())
                .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(Identity::occurrence)))
                .forEach(it -> standing.putIfAbsent(
                        it.getKey().reference(), it.getValue().orElseThrow()));
        return standing;
    }

    long countStanding(Kind kind) {
        return database.fetchCount(latestCredits(kind));
    }

    Map<Identity, Standing> allStanding(Kind kind) {
        Map<Identity, Standing> standing = new HashMap<>();
        latestCredits(kind)
                .forEach(row -> standing.put(
                        new Identity(kind, row.get(REFERENCE), row.get(OCCURRENCE)),
                        new Standing(row.get(RUN_ID), row.get(TARGET_ID), row.get(TARGET_FINGERPRINT))));
        return standing;
    }

    /** The latest credit of each identity, where it has a row in the target. */
    private Select<? extends Record> latestCredits(Kind kind) {
        Table<Record> later = tables.credit().as(DSL.unquotedName("later"));
        return database.select(
                        qualified("c", REFERENCE).as(REFERENCE),
                        qualified("c", OCCURRENCE).as(OCCURRENCE),
                        qualified("c", RUN_ID).as(RUN_ID),
                        qualified("c", TARGET_ID).as(TARGET_ID),
                        qualified("c", TARGET_FINGERPRINT).as(TARGET_FINGERPRINT))
                .from(tables.credit().as(DSL.unquotedName("c")))
                .where(qualified("c", POPULATION).eq(kind.word()))
                .and(qualified("c", TARGET_ID).isNotNull())
                .andNotExists(DSL.selectOne()
                        .from(later)
                        .where(qualified("later", POPULATION).eq(qualified("c", POPULATION)))
                        .and(qualified("later", REFERENCE).eq(qualified("c", REFERENCE)))
                        .and(qualified("later", OCCURRENCE).eq(qualified("c", OCCURRENCE)))
                        .and(qualified("later", RUN_ID).gt(qualified("c", RUN_ID))));
    }

    Map<String, String> addedBy(long run, Kind kind, Collection<String> references) {
        Map<String, String> added = new HashMap<>();
        if (!references.isEmpty()) {
            database.select(REFERENCE, TARGET_ID)
                    .from(tables.credit())
                    .where(POPULATION.eq(kind.word()))
                    .and(among(REFERENCE, references))
                    .and(CREDITED_BY.eq(run))
                    .and(ACTION.eq(Action.ADDED.name()))
                    .forEach(row -> added.put(row.value1(), row.value2()));
        }
        return added;
    }

    List<Ground> grounds(Kind kind, String reference, long run) {
        return database.select(RULE, COLUMN_NAME, LIST, JOB, WORDS)
                .from(tables.reason())
                .where(POPULATION.eq(kind.word()))
                .and(REFERENCE.eq(reference))
                .and(OCCURRENCE.eq(1))
                .and(RUN_ID.eq(run))
                .orderBy(NUMBER)
                .fetch(row -> RejectedEntries.ground(row, 0));
    }
}
