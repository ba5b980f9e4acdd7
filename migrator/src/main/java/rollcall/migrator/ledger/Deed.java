package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;

/**
 * What a run has done with one identity in the new system.
 *
 * @param detail as {@link Posting} says
 * @param targetId the row that stands for it now
 */
public record Deed(
        Identity identity, Posting posting, Action action, Optional<String> detail, Optional<String> targetId) {

    /** What was done, for people. */
    public String words() {
        return switch (action) {
            case ADDED -> "added";
            case FOUND -> "there already";
            case MOVED -> "moved";
            case CHANGED -> "changed";
            case KEPT -> "kept as it is";
            case NONE -> "not moved";
            case REMOVED ->
                switch (posting) {
                    case SUPERSEDED -> "rebooked";
                    case EXCLUDED ->
                        detail.filter(it -> it.startsWith(Credit.UNDONE)).isPresent() ? "undone" : "cancelled";
                    case LOADED, REJECTED, MERGED -> "removed";
                };
        };
    }

    /** Shows what a run did, of these actions, by kind, reference and occurrence. */
    static void show(
            long run,
            Collection<Action> actions,
            DSLContext database,
            LedgerTables tables,
            Consumer<? super Deed> seen) {
        List<String> words = actions.stream().map(Action::name).toList();
        for (Kind kind : Kind.values()) {
            try (Cursor<? extends Record> rows = database.select(
                            REFERENCE, OCCURRENCE, OUTCOME, ACTION, DETAIL, TARGET_ID)
                    .from(tables.credit())
                    .where(CREDITED_BY.eq(run))
                    .and(POPULATION.eq(kind.word()))
                    .and(ACTION.in(words))
                    .orderBy(REFERENCE, OCCURRENCE)
                    .fetchLazy()) {
                rows.forEach(row -> seen.accept(new Deed(
                        new Identity(kind, row.get(REFERENCE), row.get(OCCURRENCE)),
                        Posting.valueOf(row.get(OUTCOME)),
                        Action.valueOf(row.get(ACTION)),
                        Optional.ofNullable(row.get(DETAIL)),
                        Optional.ofNullable(row.get(TARGET_ID)))));
            }
        }
    }
}
