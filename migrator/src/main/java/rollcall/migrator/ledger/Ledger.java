package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import rollcall.migrator.Failpoint;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;

/**
 * Double entry, in the target database itself: a debit for each extracted identity, one credit at its outcome. Rows are only
 * ever added. Whoever calls decides the transaction; a credit belongs in that of the row it speaks of. Where the target may
 * hold no tables of ours the ledger lies apart, and what is about to be done is written down first ({@link Intent}).
 */
public final class Ledger {
    private static final int KEY_BYTES_LONG = 32;

    private final DSLContext database;
    private final LedgerTables tables;
    private final Fingerprint fingerprint;
    private final Journal journal;
    private final Entries entries;
    private final Intents intents;
    private final Optional<Apart> apart;

    private Ledger(DSLContext database, LedgerTables tables, Clock clock, Optional<Apart> apart) {
        this.database = database;
        this.tables = tables;
        this.fingerprint = new Fingerprint(key(database, tables));
        this.journal = new Journal(database, tables, clock);
        this.entries = new Entries(database, tables);
        this.intents = new Intents(database, tables, clock, apart);
        this.apart = apart;
    }

    /**
     * Opens the ledger, creating what of it is not there yet.
     *
     * @param database the target, or the ledger's own
     * @param clock what entries are dated by, in the plan's zone
     * @param apart how something is done in the ledger's own database; empty where it lies in the target's
     * @throws org.jooq.exception.DataAccessException if the tables can neither be found nor created
     */
    public static Ledger open(DSLContext database, Clock clock, Optional<Apart> apart) {
        LedgerTables tables = LedgerTables.in(database);
        tables.create(database);
        return new Ledger(database, tables, clock, apart);
    }

    /** Whether there is a ledger in this database: something has been migrated. */
    public static boolean isIn(DSLContext database) {
        return LedgerTables.in(database).present(database);
    }

    private static byte[] key(DSLContext database, LedgerTables tables) {
        Optional<byte[]> present =
                database.select(KEY_BYTES).from(tables.key()).limit(1).fetchOptional(KEY_BYTES);
        return present.orElseGet(() -> {
            byte[] fresh = new byte[KEY_BYTES_LONG];
            new SecureRandom().nextBytes(fresh);
            database.insertInto(tables.key(), KEY_BYTES).values(fresh).execute();
            return fresh;
        });
    }

    /** The keyed digest that this ledger's fingerprints are made with. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** What is about to be done in the target; only where the ledger lies apart. */
    public Intents intents() {
        return intents;
    }

    /** Writes entries that speak of no row of the target, all of them or none. */
    public void together(Runnable work) {
        apart.ifPresentOrElse(it -> it.inTransaction(work), work);
    }

    /**
     * Writes entries of what is done in the target's running transaction: within it; or, where the ledger lies apart, once it
     * has committed.
     */
    public void afterwards(Runnable work) {
        if (apart.isEmpty()) {
            work.run();
            return;
        }
        Runnable whole = () -> apart.get().inTransaction(() -> {
            work.run();
            intents.settlePending();
        });
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    Failpoint.reach("entries.before");
                    whole.run();
                    Failpoint.reach("entries.after");
                }
            });
        } else {
            whole.run();
        }
    }

    /** Who loads into the target. */
    public Loading loading() {
        return new Loading(database, tables);
    }

    /** A run about to begin; nothing is written yet. */
    public Run begin(Run.Particulars particulars) {
        return new Run(this, particulars);
    }

    long enter(Run.Particulars run) {
        return journal.enter(run);
    }

    /** All runs, in order. */
    public List<RunEntry> runs() {
        return RunEntry.all(database, tables);
    }

    /** What the legacy system is known by of whose records this ledger is; empty before the first run. */
    public Optional<String> legacy() {
        return journal.legacy();
    }

    /** Whether nothing of this kind has ever been debited. */
    public boolean isEmpty(Kind kind) {
        return entries.isEmpty(kind);
    }

    /** An extract's rows, sorted by reference, under the identities by which this ledger knows them. */
    public Iterator<LegacyRow> recognise(Kind kind, Iterator<LegacyRow> rows) {
        return recognise(kind, rows, it -> it, LegacyRow::under);
    }

    /**
     * The same of something made of those rows.
     *
     * @param row legacy's row in it
     * @param under the same, under another identity
     */
    public <T> Iterator<T> recognise(
            Kind kind, Iterator<T> rows, Function<T, LegacyRow> row, BiFunction<T, Identity, T> under) {
        return new RecognisedRows<>(kind, this, rows, row, under);
    }

    /** The references under which more than one record of this kind was ever debited. */
    Set<String> repeated(Kind kind) {
        return entries.repeated(kind);
    }

    /** Shows the identities of this kind whose latest debit is of a run before this one, and is without an outcome or rejected. */
    void unsettled(Kind kind, long before, Consumer<Identity> seen) {
        entries.unsettled(kind, before, seen);
    }

    /** How many identities of this kind are loaded. */
    long loaded(Kind kind) {
        return entries.loaded(kind);
    }

    /** The latest entry of every identity with one of these references; identities never debited are absent. */
    public Map<Identity, Entry> latest(Kind kind, Collection<String> references) {
        return entries.latest(kind, references);
    }

    /** The latest entry of the first identity with this reference; empty where it was never debited. */
    public Optional<Entry> latest(Kind kind, String reference) {
        return Optional.ofNullable(latest(kind, Set.of(reference)).get(new Identity(kind, reference, 1)));
    }

    /** For how many identities of this kind a row stands in the target. */
    public long standing(Kind kind) {
        return entries.countStanding(kind);
    }

    /** All identities of this kind for which a row stands in the target, whatever waits for them. */
    public Map<Identity, Standing> allStanding(Kind kind) {
        return entries.allStanding(kind);
    }

    /** The target's id of the row that stands for each of these references; a reference of which none stands has no entry. */
    public Map<String, String> standing(Kind kind, Collection<String> references) {
        return entries.standing(kind, references);
    }

    /** The ids of the rows that a run has added for these references; a reference without one has no entry. */
    public Map<String, String> addedBy(long run, Kind kind, Collection<String> references) {
        return entries.addedBy(run, kind, references);
    }

    /** The rows of this kind that a run has added, those with the last references first. */
    public List<Written> lastWrittenBy(long run, Kind kind, int most) {
        return Written.last(run, kind, most, database, tables);
    }

    /** The next identities that a run has added to the new system, or debited without an outcome, after {@code last}. */
    public List<Written> writtenBy(long run, Kind kind, Optional<Identity> last, int most) {
        return Written.by(run, kind, last, most, database, tables);
    }

    /** Whether all debits of this kind are of one run, and none has an outcome yet. */
    public boolean isUntouchedSince(long run, Kind kind) {
        return entries.isUntouchedSince(run, kind);
    }

    /**
     * Enters debits as they come; until all have come nothing else is asked of the database.
     *
     * @return how many
     */
    public long debit(long run, Iterator<Debit> debits) {
        return journal.debit(run, debits);
    }

    /** Enters debits once more, just as the runs of {@code earlier} debited them, in the runs that credit them. */
    public void debitAgain(List<Settled> earlier) {
        journal.debitAgain(earlier);
    }

    /** Enters the outcomes of debits that have none yet. */
    public void credit(List<Settled> settled) {
        journal.credit(settled);
    }

    /** Why the first identity with this reference was rejected, by its latest outcome; empty where it was not. */
    public List<Ground> grounds(Kind kind, String reference) {
        return latest(kind, reference)
                .filter(Entry::isRejected)
                .map(it -> entries.grounds(kind, reference, it.run()))
                .orElse(List.of());
    }

    /** All identities whose latest outcome is a rejection, by kind, reference and occurrence. */
    public List<RejectedEntry> rejected() {
        return RejectedEntries.read(database, tables);
    }

    /** The books as they stand, counted in the database. */
    public TrialBalance balance() {
        return TrialBalance.of(database, tables, rejected());
    }

    /** The books as they stand, broken down. */
    public List<Breakdown> breakdowns() {
        return Breakdown.all(database, tables);
    }

    /** Shows what a run has done in the new system, of these actions, by kind, reference and occurrence. */
    public void deeds(long run, Collection<Action> actions, Consumer<? super Deed> seen) {
        Deed.show(run, actions, database, tables, seen);
    }

    /** Enters which cells were corrected by hand before these were loaded: by a keyed digest, never the value. */
    public void correct(List<CorrectedCell> cells) {
        journal.correct(cells);
    }

    /** Whether an identity was loaded, in this run, with exactly these cells corrected. */
    public boolean isCorrected(Identity identity, long run, Map<String, Optional<String>> cells) {
        Map<String, String> present = new HashMap<>();
        database.select(COLUMN_NAME, VALUE_FINGERPRINT)
                .from(tables.correction())
                .where(POPULATION.eq(identity.kind().word()))
                .and(REFERENCE.eq(identity.reference()))
                .and(OCCURRENCE.eq(identity.occurrence()))
                .and(RUN_ID.eq(run))
                .forEach(row -> present.put(row.value1(), row.value2()));
        return !cells.isEmpty()
                && present.equals(ByHand.of("", cells, fingerprint).cells());
    }

    /** Jobs and appointments that were loaded as somebody corrected them, with what the ledger says of it. */
    public Map<Identity, String> correctedByHand() {
        Map<Identity, String> corrected = new HashMap<>();
        database.select(POPULATION, REFERENCE, OCCURRENCE, DETAIL)
                .from(tables.balance())
                .where(OUTCOME.eq(Posting.LOADED.name()))
                .and(DETAIL.contains(Credit.CORRECTED_BY_HAND))
                .forEach(row ->
                        corrected.put(new Identity(Kind.of(row.value1()), row.value2(), row.value3()), row.value4()));
        return corrected;
    }
}
