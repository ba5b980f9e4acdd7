package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;

/** Reads all rejections and their reasons, in one reading of the balance. */
final class RejectedEntries {
    private static final Comparator<RejectedEntry> IN_ORDER = Comparator.comparing(
                    (RejectedEntry it) -> it.identity().kind())
            .thenComparing(it -> it.identity().reference())
            .thenComparing(it -> it.identity().occurrence());

    private RejectedEntries() {}

    static List<RejectedEntry> read(DSLContext database, LedgerTables tables) {
        Map<Identity, RejectedEntry> entries = new HashMap<>();
        try (Cursor<? extends Record> rows = database.select(
                        qualified("b", POPULATION),
                        qualified("b", REFERENCE),
                        qualified("b", OCCURRENCE),
                        qualified("b", LEGACY_FINGERPRINT),
                        qualified("b", TARGET_ID),
                        qualified("r", RULE),
                        qualified("r", COLUMN_NAME),
                        qualified("r", LIST),
                        qualified("r", JOB),
                        qualified("r", WORDS))
                .from(tables.balance().as(DSL.unquotedName("b")))
                .join(tables.reason().as(DSL.unquotedName("r")))
                .on(qualified("r", POPULATION).eq(qualified("b", POPULATION)))
                .and(qualified("r", REFERENCE).eq(qualified("b", REFERENCE)))
                .and(qualified("r", OCCURRENCE).eq(qualified("b", OCCURRENCE)))
                .and(qualified("r", RUN_ID).eq(qualified("b", RUN_ID)))
                .where(qualified("b", OUTCOME).eq(Posting.REJECTED.name()))
                .orderBy(qualified("r", NUMBER))
                .fetchLazy()) {
            for (Record row : rows) {
                Identity identity = new Identity(Kind.of(text(row, 0)), text(row, 1), row.get(2, Integer.class));
                RejectedEntry entry = entries.getOrDefault(
                        identity, new RejectedEntry(identity, text(row, 3), optional(row, 4), List.of()));
                List<Ground> grounds = new ArrayList<>(entry.grounds());
                grounds.add(ground(row, 5));
                entries.put(
                        identity, new RejectedEntry(identity, entry.legacyFingerprint(), entry.targetId(), grounds));
            }
        }
        return entries.values().stream().sorted(IN_ORDER).toList();
    }

    /** A reason whose columns begin at {@code first}. */
    static Ground ground(Record row, int first) {
        return new Ground(
                text(row, first),
                optional(row, first + 1),
                optional(row, first + 2),
                optional(row, first + 3),
                text(row, first + 4));
    }

    private static String text(Record row, int column) {
        return optional(row, column).orElse("");
    }

    private static Optional<String> optional(Record row, int column) {
        return Optional.ofNullable(row.get(column, String.class)).map(String::strip);
    }
}
