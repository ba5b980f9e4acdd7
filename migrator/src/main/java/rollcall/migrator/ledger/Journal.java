package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
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
    private final Fingerprint fingerprint;

    Journal(DSLContext database, LedgerTables tables, Clock clock, Fingerprint fingerprint) {
        this.database = database;
        this.tables = tables;
        this.clock = clock;
        this.fingerprint = fingerprint;
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
        run.replayed()
                .ifPresent(file -> database.insertInto(tables.replay(), RUN_ID, FILE_SHA256)
                        .values(number, file)
                        .execute());
        return number;
    }

    void debit(long run, List<Debit> debits) {
        LocalDateTime now = now();
        Rows rows = rows(tables.debit(), DEBIT);
        for (Debit debit : debits) {
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
        rows.write();
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
        LocalDateTime now = now();
        Rows rows = rows(tables.credit(), CREDIT);
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
        explain(settled);
    }

    private void explain(List<Settled> settled) {
        Rows rows = rows(tables.reason(), REASON);
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

    void correct(List<CorrectedCell> cells) {
        Rows rows = rows(tables.correction(), CORRECTION);
        for (CorrectedCell cell : cells) {
            rows.add(
                    cell.identity().kind().word(),
                    cell.identity().reference(),
                    cell.identity().occurrence(),
                    cell.run(),
                    cell.column(),
                    cell.fingerprint(fingerprint));
        }
        rows.write();
    }

    /** Rows on their way into one table; nothing is asked of the database where there are none. */
    private interface Rows {
        void add(@Nullable Object... values);

        void write();
    }

    private Rows rows(Table<Record> table, List<Field<?>> columns) {
        return CopyText.suits(database) ? new Copied(table, columns) : new Batched(table, columns);
    }

    private final class Copied implements Rows {
        private final CopyText text = new CopyText();
        private final Table<Record> table;
        private final List<Field<?>> columns;

        Copied(Table<Record> table, List<Field<?>> columns) {
            this.table = table;
            this.columns = columns;
        }

        @Override
        public void add(@Nullable Object... values) {
            for (Object value : values) {
                text.cell(value);
            }
            text.end();
        }

        @Override
        public void write() {
            text.into(database, table, columns);
        }
    }

    private final class Batched implements Rows {
        private BatchBindStep batch;

        Batched(Table<Record> table, List<Field<?>> columns) {
            List<Param<?>> parameters = columns.stream()
                    .<Param<?>>map(it -> DSL.param(it.getName(), it))
                    .toList();
            batch = database.batch(database.insertInto(table).columns(columns).values(parameters));
        }

        @Override
        public void add(@Nullable Object... values) {
            batch = batch.bind(values);
        }

        @Override
        public void write() {
            if (batch.size() > 0) {
                batch.execute();
            }
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.MICROS);
    }
}
