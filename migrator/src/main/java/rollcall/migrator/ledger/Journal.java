package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import rollcall.migrator.extract.Identity;

/** Writes the ledger's entries: rows are only ever added. */
final class Journal {
    private static final List<Field<?>> DEBIT = List.of(
            POPULATION, REFERENCE, OCCURRENCE, RUN_ID, LEGACY_FINGERPRINT, OF_JOB, CONTRACTOR, TRADE, DAY, RECORDED);
    private static final List<Field<?>> CREDIT = List.of(
            POPULATION,
            REFERENCE,
            OCCURRENCE,
            RUN_ID,
            CREDITED_BY,
            OUTCOME,
            ACTION,
            DETAIL,
            TARGET_ID,
            TARGET_FINGERPRINT,
            RECORDED);
    private static final List<Field<?>> REASON =
            List.of(POPULATION, REFERENCE, OCCURRENCE, RUN_ID, NUMBER, RULE, COLUMN_NAME, LIST, JOB, WORDS);
    private static final List<Field<?>> CORRECTION =
            List.of(POPULATION, REFERENCE, OCCURRENCE, RUN_ID, COLUMN_NAME, VALUE_FINGERPRINT);

    private final DSLContext database;
    private final LedgerTables tables;
    private final Clock clock;

    Journal(DSLContext database, LedgerTables tables, Clock clock) {
        this.database = database;
        this.tables = tables;
        this.clock = clock;
    }

    long enter(Run.Particulars run) {
        long number = Optional.ofNullable(database.insertInto(tables.run())
                        .columns(RUN_KIND, STARTED, AS_OF, EXTRACT_SHA256, PLAN_SHA256, TOOL, UNDOES)
                        .values(
                                run.kind(),
                                run.started(),
                                run.asOf(),
                                run.extract(),
                                run.plan(),
                                run.tool(),
                                run.undoes().orElse(null))
                        .returningResult(RUN_ID)
                        .fetchOne(RUN_ID))
                .orElseThrow(() -> new IllegalStateException("the ledger gave the run no number"));
        run.legacy()
                .filter(it -> !legacy().equals(Optional.of(it)))
                .ifPresent(it -> database.insertInto(tables.legacy(), RUN_ID, NAME)
                        .values(number, it)
                        .execute());
        run.replayed()
                .ifPresent(file -> database.insertInto(tables.replay(), RUN_ID, FILE_SHA256)
                        .values(number, file)
                        .execute());
        return number;
    }

    Optional<String> legacy() {
        return database.select(NAME)
                .from(tables.legacy())
                .orderBy(RUN_ID.desc())
                .limit(1)
                .fetchOptional(NAME);
    }

    /** Enters debits as they come: until all are written nothing else is asked of the database. */
    long debit(long run, Iterator<Debit> debits) {
        long count = 0;
        try (Rows rows = rows(tables.debit(), DEBIT)) {
            LocalDateTime now = now();
            while (debits.hasNext()) {
                add(debits.next(), run, now, rows);
                count++;
            }
            rows.write();
        }
        return count;
    }

    private static void add(Debit debit, long run, LocalDateTime now, Rows rows) {
        Identity identity = debit.identity();
        Attributes attributes = debit.attributes();
        rows.add(
                identity.kind().word(),
                identity.reference(),
                identity.occurrence(),
                run,
                debit.legacyFingerprint(),
                attributes.job().orElse(null),
                attributes.contractor().orElse(null),
                attributes.trade().orElse(null),
                attributes.day().orElse(null),
                now);
    }

    /** Debits these identities once more, in the runs that credit them, just as their debits {@code of} these runs say. */
    void debitAgain(List<Settled> of) {
        for (Settled one : of) {
            Identity identity = one.identity();
            database.insertInto(tables.debit(), DEBIT)
                    .select(database.select(
                                    POPULATION,
                                    REFERENCE,
                                    OCCURRENCE,
                                    DSL.val(one.creditedBy()),
                                    LEGACY_FINGERPRINT,
                                    OF_JOB,
                                    CONTRACTOR,
                                    TRADE,
                                    DAY,
                                    DSL.val(now(), WallTime.TYPE))
                            .from(tables.debit())
                            .where(POPULATION.eq(identity.kind().word()))
                            .and(REFERENCE.eq(identity.reference()))
                            .and(OCCURRENCE.eq(identity.occurrence()))
                            .and(RUN_ID.eq(one.run())))
                    .execute();
        }
    }

    void credit(List<Settled> settled) {
        try (Rows rows = rows(tables.credit(), CREDIT)) {
            LocalDateTime now = now();
            for (Settled one : settled) {
                Identity identity = one.identity();
                Credit credit = one.credit();
                rows.add(
                        identity.kind().word(),
                        identity.reference(),
                        identity.occurrence(),
                        one.run(),
                        one.creditedBy(),
                        credit.posting().name(),
                        credit.action().name(),
                        credit.detail().orElse(null),
                        credit.targetId().orElse(null),
                        credit.targetFingerprint().orElse(null),
                        now);
            }
            rows.write();
        }
        explain(settled);
    }

    private void explain(List<Settled> settled) {
        try (Rows rows = rows(tables.reason(), REASON)) {
            for (Settled one : settled) {
                Identity identity = one.identity();
                List<Ground> grounds = one.credit().grounds();
                for (int i = 0; i < grounds.size(); i++) {
                    Ground ground = grounds.get(i);
                    rows.add(
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
            rows.write();
        }
    }

    void correct(List<CorrectedCell> cells) {
        try (Rows rows = rows(tables.correction(), CORRECTION)) {
            for (CorrectedCell cell : cells) {
                rows.add(
                        cell.identity().kind().word(),
                        cell.identity().reference(),
                        cell.identity().occurrence(),
                        cell.run(),
                        cell.column(),
                        cell.fingerprint());
            }
            rows.write();
        }
    }

    private Rows rows(Table<Record> table, List<Field<?>> columns) {
        return Rows.into(database, table, columns);
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.MICROS);
    }
}
