package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.*;

import java.time.LocalDateTime;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SQLDialect;
import org.jooq.SelectConditionStep;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Who loads into the target just now, or did last, as the ledger has it. It tells; what keeps a second one out is a lock of the
 * database's own, which goes with the connection that holds it.
 */
public final class Loading {
    /** The row that is locked where a database has no locks but those of rows. */
    private static final int LOCK = 0;

    private static final int HELD = 1;

    private final DSLContext database;
    private final LedgerTables tables;

    Loading(DSLContext database, LedgerTables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** Who holds the target, and since when; empty where nobody ever did. */
    public static Optional<String> holder(DSLContext database) {
        LedgerTables tables = LedgerTables.in(database);
        return tables.present(database)
                ? database.select(HOLDER, SINCE)
                        .from(tables.loading())
                        .where(NUMBER.eq(HELD))
                        .fetchOptional(row -> row.value1() + ", since " + row.value2())
                : Optional.empty();
    }

    /**
     * Writes down who holds the target from now on.
     *
     * @param token tells this holder from every other
     * @param holder in words: for what, who, where
     */
    public void announce(String token, String holder, LocalDateTime since) {
        int changed = database.update(tables.loading())
                .set(TOKEN, token)
                .set(HOLDER, holder)
                .set(SINCE, since)
                .where(NUMBER.eq(HELD))
                .execute();
        if (changed == 0) {
            insert(HELD, token, holder, since);
        }
    }

    /** Whether the target is still this holder's; within a transaction nobody can take it over before that has ended. */
    public boolean isHeldBy(String token) {
        SelectConditionStep<Record1<String>> select =
                database.select(TOKEN).from(tables.loading()).where(NUMBER.eq(HELD));
        return (database.family() == SQLDialect.H2
                        ? select.fetchOptional(TOKEN)
                        : select.forShare().fetchOptional(TOKEN))
                .filter(token::equals)
                .isPresent();
    }

    /** Locks a row on this connection until its transaction ends: for a database without other locks. */
    public void lock(DSLContext connection) {
        while (select(connection).forUpdate().fetch().isEmpty()) {
            try {
                insert(LOCK, "", "", LocalDateTime.of(2000, 1, 1, 0, 0));
            } catch (DataAccessException insertedByAnother) {
                // Then there is a row to lock, or the database says so again.
                if (select(database).fetch().isEmpty()) {
                    throw insertedByAnother;
                }
            }
        }
    }

    private SelectConditionStep<Record1<Integer>> select(DSLContext on) {
        return on.select(NUMBER).from(tables.loading()).where(NUMBER.eq(DSL.inline(LOCK)));
    }

    private void insert(int number, String token, String holder, LocalDateTime since) {
        database.insertInto(tables.loading(), NUMBER, TOKEN, HOLDER, SINCE)
                .values(number, token, holder, since)
                .execute();
    }
}
