package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;

/** The intents of a ledger that lies apart; of one that lies with the target's rows there are none. */
public final class Intents {
    private final DSLContext database;
    private final LedgerTables tables;
    private final Clock clock;
    private final Optional<Apart> apart;
    private final List<String> pending = new ArrayList<>();

    Intents(DSLContext database, LedgerTables tables, Clock clock, Optional<Apart> apart) {
        this.database = database;
        this.tables = tables;
        this.clock = clock;
        this.apart = apart;
    }

    /** Whether any need be noted. */
    public boolean isNeeded() {
        return apart.isPresent();
    }

    /** Writes intents down, so that they stay whatever comes of them. */
    public void note(List<Intent> intents) {
        if (apart.isEmpty() || intents.isEmpty()) {
            return;
        }
        apart.get().inTransaction(() -> insert(intents));
    }

    private void insert(List<Intent> intents) {
        BatchBindStep batch = database.batch(database.insertInto(tables.intent())
                .columns(
                        INTENT_ID,
                        POPULATION,
                        REFERENCE,
                        OCCURRENCE,
                        RUN_ID,
                        ACTION,
                        TARGET_ID,
                        WRITTEN,
                        OUTCOME,
                        DETAIL,
                        RECORDED)
                .values("", "", "", 0, 0L, "", "", "", "", "", now()));
        for (Intent intent : intents) {
            String id = UUID.randomUUID().toString();
            pending.add(id);
            batch = batch.bind(
                    id,
                    intent.identity().kind().word(),
                    intent.identity().reference(),
                    intent.identity().occurrence(),
                    intent.run(),
                    intent.action().name(),
                    intent.targetId(),
                    intent.written().orElse(null),
                    intent.outcome().map(it -> it.posting().name()).orElse(null),
                    intent.outcome().flatMap(Credit::detail).orElse(null),
                    now());
        }
        batch.execute();
    }

    /** Those of which nobody knows what came of them, by the id under which they are settled. */
    public Map<String, Intent> open(Kind kind) {
        Map<String, Intent> open = new LinkedHashMap<>();
        database.select(INTENT_ID, REFERENCE, OCCURRENCE, RUN_ID, ACTION, TARGET_ID, WRITTEN, OUTCOME, DETAIL)
                .from(tables.intent())
                .where(POPULATION.eq(kind.word()))
                .and(INTENT_ID.notIn(DSL.select(INTENT_ID).from(tables.intentSettled())))
                .orderBy(RECORDED, REFERENCE, OCCURRENCE)
                .forEach(row -> open.put(row.value1(), intent(kind, row)));
        return open;
    }

    private static Intent intent(Kind kind, Record row) {
        return new Intent(
                new Identity(kind, row.get(REFERENCE), row.get(OCCURRENCE)),
                row.get(RUN_ID),
                Action.valueOf(row.get(ACTION)),
                row.get(TARGET_ID),
                Optional.ofNullable(row.get(WRITTEN)),
                Optional.ofNullable(row.get(OUTCOME))
                        .map(it -> Credit.without(
                                Posting.valueOf(it),
                                Optional.ofNullable(row.get(DETAIL)).orElse(""))));
    }

    /** Writes down that it is known what came of these; within the caller's transaction. */
    public void settle(List<String> ids) {
        LocalDateTime now = now();
        BatchBindStep batch = database.batch(
                database.insertInto(tables.intentSettled(), INTENT_ID, RECORDED).values("", now));
        for (String id : ids) {
            batch = batch.bind(id, now);
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** Settles what this run has noted: its entries are written in the same transaction. */
    void settlePending() {
        settle(pending);
        pending.clear();
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.MICROS);
    }
}
