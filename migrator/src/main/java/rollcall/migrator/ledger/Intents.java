package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
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
    private Map<Identity, ByHand> said = Map.of();

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

    /**
     * Does something that notes intents, and writes down with each what is to be said of its row once it is entered.
     *
     * @param words by the row's identity; of most rows there is nothing to say
     */
    public <T> T saying(Map<Identity, ByHand> words, Supplier<T> noting) {
        said = words;
        try {
            return noting.get();
        } finally {
            said = Map.of();
        }
    }

    /** Writes intents down, so that they stay whatever comes of them. */
    public void note(List<Intent> intents) {
        if (apart.isEmpty() || intents.isEmpty()) {
            return;
        }
        List<Intent> whole = intents.stream()
                .map(it -> Optional.ofNullable(said.get(it.identity()))
                        .map(it::saying)
                        .orElse(it))
                .toList();
        apart.get().inTransaction(() -> insert(whole));
    }

    private void insert(List<Intent> intents) {
        Map<String, Map<String, String>> cells = new LinkedHashMap<>();
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
            intent.byHand().ifPresent(it -> cells.put(id, it.cells()));
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
                    intent.outcome()
                            .flatMap(Credit::detail)
                            .or(() -> intent.byHand().map(ByHand::detail))
                            .orElse(null),
                    now());
        }
        batch.execute();
        try (Rows rows =
                Rows.into(database, tables.intentCorrection(), List.of(INTENT_ID, COLUMN_NAME, VALUE_FINGERPRINT))) {
            cells.forEach((id, each) -> each.forEach((column, fingerprint) -> rows.add(id, column, fingerprint)));
            rows.write();
        }
    }

    /** Those of which nobody knows what came of them, by the id under which they are settled. */
    public Map<String, Intent> open(Kind kind) {
        Map<String, Intent> open = new LinkedHashMap<>();
        Result<? extends Record> rows = database.select(
                        INTENT_ID, REFERENCE, OCCURRENCE, RUN_ID, ACTION, TARGET_ID, WRITTEN, OUTCOME, DETAIL)
                .from(tables.intent())
                .where(POPULATION.eq(kind.word()))
                .and(isOpen())
                .orderBy(RECORDED, REFERENCE, OCCURRENCE)
                .fetch();
        Map<String, Map<String, String>> cells = rows.isEmpty() ? Map.of() : cells();
        for (Record row : rows) {
            String id = row.get(INTENT_ID);
            open.put(id, intent(kind, row, cells.getOrDefault(id, Map.of())));
        }
        return open;
    }

    private Condition isOpen() {
        return INTENT_ID.notIn(DSL.select(INTENT_ID).from(tables.intentSettled()));
    }

    /** The corrected cells of open intents, by intent and column. */
    private Map<String, Map<String, String>> cells() {
        Map<String, Map<String, String>> cells = new HashMap<>();
        database.select(INTENT_ID, COLUMN_NAME, VALUE_FINGERPRINT)
                .from(tables.intentCorrection())
                .where(isOpen())
                .forEach(row -> cells.computeIfAbsent(row.value1(), it -> new HashMap<>())
                        .put(row.value2(), row.value3()));
        return cells;
    }

    private static Intent intent(Kind kind, Record row, Map<String, String> cells) {
        Optional<String> detail = Optional.ofNullable(row.get(DETAIL));
        Optional<Posting> outcome = Optional.ofNullable(row.get(OUTCOME)).map(Posting::valueOf);
        return new Intent(
                new Identity(kind, row.get(REFERENCE), row.get(OCCURRENCE)),
                row.get(RUN_ID),
                Action.valueOf(row.get(ACTION)),
                row.get(TARGET_ID),
                Optional.ofNullable(row.get(WRITTEN)),
                outcome.map(it -> Credit.without(it, detail.orElse(""))),
                outcome.isPresent() ? Optional.empty() : detail.map(it -> new ByHand(it, cells)));
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
