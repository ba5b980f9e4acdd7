package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;

/**
 * Double entry, in the target database itself: a debit for each extracted identity, one credit at its outcome. Rows are only
 * ever added. Whoever calls decides the transaction; a credit belongs in that of the row it speaks of.
 */
public final class Ledger {
    private static final int KEY_BYTES_LONG = 32;

    private final DSLContext database;
    private final Clock clock;
    private final Fingerprint fingerprint;

    private Ledger(DSLContext database, Clock clock, Fingerprint fingerprint) {
        this.database = database;
        this.clock = clock;
        this.fingerprint = fingerprint;
    }

    /**
     * Opens the ledger, creating what of it is not there yet.
     *
     * @param clock what entries are dated by, in the plan's zone
     * @throws org.jooq.exception.DataAccessException if the tables can neither be found nor created
     */
    public static Ledger open(DSLContext database, Clock clock) {
        LedgerTables.create(database);
        return new Ledger(database, clock, new Fingerprint(key(database)));
    }

    /** Opens the ledger where there is one: something has been migrated into this database. */
    public static Optional<Ledger> existing(DSLContext database, Clock clock) {
        return LedgerTables.present(database) ? Optional.of(open(database, clock)) : Optional.empty();
    }

    private static byte[] key(DSLContext database) {
        Optional<byte[]> present = database.select(KEY_BYTES).from(KEY).limit(1).fetchOptional(KEY_BYTES);
        return present.orElseGet(() -> {
            byte[] fresh = new byte[KEY_BYTES_LONG];
            new SecureRandom().nextBytes(fresh);
            database.insertInto(KEY, KEY_BYTES).values(fresh).execute();
            return fresh;
        });
    }

    /** The keyed digest that this ledger's fingerprints are made with. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** A run about to begin; nothing is written yet. */
    public Run begin(Run.Particulars particulars) {
        return new Run(this, particulars);
    }

    /** Whether nothing of this kind has ever been debited. */
    public boolean isEmpty(Kind kind) {
        return !database.fetchExists(DSL.selectOne().from(DEBIT).where(POPULATION.eq(kind.word())));
    }

    /** An extract's rows, sorted by reference, under the identities by which this ledger knows them. */
    public Iterator<LegacyRow> recognise(Kind kind, Iterator<LegacyRow> rows) {
        return new RecognisedRows(kind, this, rows);
    }

    /** The references under which more than one record of this kind was ever debited. */
    Set<String> repeated(Kind kind) {
        return database.selectDistinct(REFERENCE)
                .from(DEBIT)
                .where(POPULATION.eq(kind.word()))
                .and(OCCURRENCE.gt(1))
                .fetchSet(REFERENCE);
    }

    /** The identities of this kind that wait for their outcome or were rejected. */
    Set<Identity> unsettled(Kind kind) {
        Set<Identity> unsettled = new HashSet<>();
        try (Cursor<Record2<String, Integer>> found = database.select(REFERENCE, OCCURRENCE)
                .from(BALANCE)
                .where(POPULATION.eq(kind.word()))
                .and(OUTCOME.isNull().or(OUTCOME.eq(Posting.REJECTED.name())))
                .fetchLazy()) {
            found.forEach(it -> unsettled.add(new Identity(kind, it.value1(), it.value2())));
        }
        return unsettled;
    }

    /** How many identities of this kind are loaded. */
    long loaded(Kind kind) {
        return database.fetchCount(
                DSL.selectOne().from(BALANCE).where(POPULATION.eq(kind.word())).and(OUTCOME.eq(Posting.LOADED.name())));
    }

    /** The latest entry of every identity with one of these references; identities never debited are absent. */
    public Map<Identity, Entry> latest(Kind kind, Collection<String> references) {
        Map<Identity, Entry> latest = new HashMap<>();
        Set<String> wanted = Set.copyOf(references);
        if (wanted.isEmpty()) {
            return latest;
        }
        database.select(
                        qualified("d", REFERENCE),
                        qualified("d", OCCURRENCE),
                        qualified("d", RUN_ID),
                        LEGACY_FINGERPRINT,
                        OUTCOME,
                        DETAIL,
                        TARGET_ID,
                        TARGET_FINGERPRINT)
                .from(DEBIT.as(DSL.unquotedName("d")))
                .leftJoin(CREDIT.as(DSL.unquotedName("c")))
                .on(qualified("c", POPULATION).eq(qualified("d", POPULATION)))
                .and(qualified("c", REFERENCE).eq(qualified("d", REFERENCE)))
                .and(qualified("c", OCCURRENCE).eq(qualified("d", OCCURRENCE)))
                .and(qualified("c", RUN_ID).eq(qualified("d", RUN_ID)))
                .where(qualified("d", POPULATION).eq(kind.word()))
                .and(among(qualified("d", REFERENCE), references))
                .orderBy(qualified("d", RUN_ID))
                .forEach(row -> {
                    if (wanted.contains(row.value1())) {
                        latest.put(new Identity(kind, row.value1(), row.value2()), entry(row));
                    }
                });
        return latest;
    }

    /** The latest entry of the first identity with this reference; empty where it was never debited. */
    public Optional<Entry> latest(Kind kind, String reference) {
        return Optional.ofNullable(latest(kind, Set.of(reference)).get(new Identity(kind, reference, 1)));
    }

    /**
     * H2 uses a list on the second column of an index not at all, and a range well; extracts are sorted by reference, so
     * that a chunk's range holds hardly more than the chunk.
     */
    private Condition among(Field<String> reference, Collection<String> references) {
        return database.family() == SQLDialect.H2
                ? reference.between(Collections.min(references), Collections.max(references))
                : reference.in(references);
    }

    private static Entry entry(Record row) {
        Optional<Credit> credit = Optional.ofNullable(row.get(OUTCOME))
                .map(outcome -> new Credit(
                        Posting.valueOf(outcome),
                        Optional.ofNullable(row.get(DETAIL)),
                        Optional.ofNullable(row.get(TARGET_ID)),
                        Optional.ofNullable(row.get(TARGET_FINGERPRINT)),
                        List.of()));
        return new Entry(row.get(2, Long.class), row.get(LEGACY_FINGERPRINT), credit);
    }

    /** Enters debits. */
    public void debit(long run, List<Debit> debits) {
        if (debits.isEmpty()) {
            return;
        }
        LocalDateTime now = now();
        BatchBindStep batch = database.batch(
                database.insertInto(DEBIT, POPULATION, REFERENCE, OCCURRENCE, RUN_ID, LEGACY_FINGERPRINT, RECORDED)
                        .values("", "", 0, 0L, "", now));
        for (Debit debit : debits) {
            Identity identity = debit.identity();
            batch = batch.bind(
                    identity.kind().word(),
                    identity.reference(),
                    identity.occurrence(),
                    run,
                    debit.legacyFingerprint(),
                    now);
        }
        batch.execute();
    }

    /** Enters the outcomes of debits that have none yet. */
    public void credit(List<Settled> settled) {
        if (settled.isEmpty()) {
            return;
        }
        LocalDateTime now = now();
        BatchBindStep batch = database.batch(database.insertInto(CREDIT)
                .columns(
                        POPULATION,
                        REFERENCE,
                        OCCURRENCE,
                        RUN_ID,
                        CREDITED_BY,
                        OUTCOME,
                        DETAIL,
                        TARGET_ID,
                        TARGET_FINGERPRINT,
                        RECORDED)
                .values("", "", 0, 0L, 0L, "", "", "", "", now));
        for (Settled one : settled) {
            Identity identity = one.identity();
            Credit credit = one.credit();
            batch = batch.bind(
                    identity.kind().word(),
                    identity.reference(),
                    identity.occurrence(),
                    one.run(),
                    one.creditedBy(),
                    credit.posting().name(),
                    credit.detail().orElse(null),
                    credit.targetId().orElse(null),
                    credit.targetFingerprint().orElse(null),
                    now);
        }
        batch.execute();
        explain(settled);
    }

    private void explain(List<Settled> settled) {
        BatchBindStep batch = database.batch(database.insertInto(REASON)
                .columns(POPULATION, REFERENCE, OCCURRENCE, RUN_ID, NUMBER, RULE, COLUMN_NAME, LIST, JOB, WORDS)
                .values("", "", 0, 0L, 0, "", "", "", "", ""));
        for (Settled one : settled) {
            Identity identity = one.identity();
            List<Ground> grounds = one.credit().grounds();
            for (int i = 0; i < grounds.size(); i++) {
                Ground ground = grounds.get(i);
                batch = batch.bind(
                        identity.kind().word(),
                        identity.reference(),
                        identity.occurrence(),
                        one.run(),
                        i + 1,
                        ground.rule(),
                        ground.column().orElse(null),
                        ground.list().orElse(null),
                        ground.job().orElse(null),
                        ground.words());
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** Why the first identity with this reference was rejected, by its latest outcome; empty where it was not. */
    public List<Ground> grounds(Kind kind, String reference) {
        Optional<Entry> rejected = latest(kind, reference).filter(Entry::isRejected);
        return rejected.isEmpty()
                ? List.of()
                : database.select(RULE, COLUMN_NAME, LIST, JOB, WORDS)
                        .from(REASON)
                        .where(POPULATION.eq(kind.word()))
                        .and(REFERENCE.eq(reference))
                        .and(OCCURRENCE.eq(1))
                        .and(RUN_ID.eq(rejected.get().run()))
                        .orderBy(NUMBER)
                        .fetch(row -> RejectedEntries.ground(row, 0));
    }

    /** All identities whose latest outcome is a rejection, by kind, reference and occurrence. */
    public List<RejectedEntry> rejected() {
        return RejectedEntries.read(database);
    }

    /** The books as they stand, counted in the database. */
    public TrialBalance balance() {
        return TrialBalance.of(database, rejected());
    }

    /** Enters which cells were corrected by hand before these were loaded: by a keyed digest, never the value. */
    public void correct(List<CorrectedCell> cells) {
        BatchBindStep batch = database.batch(database.insertInto(CORRECTION)
                .columns(POPULATION, REFERENCE, OCCURRENCE, RUN_ID, COLUMN_NAME, VALUE_FINGERPRINT)
                .values("", "", 0, 0L, "", ""));
        for (CorrectedCell cell : cells) {
            batch = batch.bind(
                    cell.identity().kind().word(),
                    cell.identity().reference(),
                    cell.identity().occurrence(),
                    cell.run(),
                    cell.column(),
                    cell.fingerprint(fingerprint));
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** Whether an identity was loaded, in this run, with exactly these cells corrected. */
    public boolean isCorrected(Identity identity, long run, Map<String, Optional<String>> cells) {
        Map<String, String> present = new HashMap<>();
        database.select(COLUMN_NAME, VALUE_FINGERPRINT)
                .from(CORRECTION)
                .where(POPULATION.eq(identity.kind().word()))
                .and(REFERENCE.eq(identity.reference()))
                .and(OCCURRENCE.eq(identity.occurrence()))
                .and(RUN_ID.eq(run))
                .forEach(row -> present.put(row.value1(), row.value2()));
        Map<String, String> asked = new HashMap<>();
        cells.forEach((column, value) ->
                asked.put(column, new CorrectedCell(identity, run, column, value).fingerprint(fingerprint)));
        return !cells.isEmpty() && present.equals(asked);
    }

    /** Jobs and appointments that were loaded as somebody corrected them, with what the ledger says of it. */
    public Map<Identity, String> correctedByHand() {
        Map<Identity, String> corrected = new HashMap<>();
        database.select(POPULATION, REFERENCE, OCCURRENCE, DETAIL)
                .from(BALANCE)
                .where(OUTCOME.eq(Posting.LOADED.name()))
                .and(DETAIL.contains(Credit.CORRECTED_BY_HAND))
                .forEach(row ->
                        corrected.put(new Identity(Kind.of(row.value1()), row.value2(), row.value3()), row.value4()));
        return corrected;
    }

    long enter(Run.Particulars run) {
        long number = Optional.ofNullable(database.insertInto(RUN)
                        .columns(RUN_KIND, STARTED, AS_OF, EXTRACT_SHA256, PLAN_SHA256, TOOL)
                        .values(run.kind(), run.started(), run.asOf(), run.extract(), run.plan(), run.tool())
                        .returningResult(RUN_ID)
                        .fetchOne(RUN_ID))
                .orElseThrow(() -> new IllegalStateException("the ledger gave the run no number"));
        run.replayed()
                .ifPresent(file -> database.insertInto(REPLAY, RUN_ID, FILE_SHA256)
                        .values(number, file)
                        .execute());
        return number;
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.MICROS);
    }
}
