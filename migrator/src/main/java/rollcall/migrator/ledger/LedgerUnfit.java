package rollcall.migrator.ledger;

import static rollcall.migrator.ledger.LedgerTables.RUN_ID;
import static rollcall.migrator.ledger.LedgerTables.TOOL;

import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/** The ledger that is there is laid out as another version of this program has it; nothing was done. The message says what to do. */
public final class LedgerUnfit extends DataAccessException {
    private static final long serialVersionUID = 1L;

    private LedgerUnfit(String message) {
        super(message);
    }

    static LedgerUnfit of(LedgerTables tables, DSLContext database, String layout) {
        return new LedgerUnfit(
                "the ledger in schema '%s', last written by %s, is of %s, and this program keeps layout %d; nothing was done. Go on with the version that wrote it, or load into a new system that is empty and has no such schema"
                        .formatted(tables.schema(), writer(tables, database), layout, LedgerDdl.VERSION));
    }

    private static String writer(LedgerTables tables, DSLContext database) {
        Optional<String> tool = Optional.empty();
        try {
            tool = database.select(TOOL)
                    .from(tables.run())
                    .orderBy(RUN_ID.desc())
                    .limit(1)
                    .fetchOptional(TOOL);
        } catch (DataAccessException older) {
            // It knows no runs, or none with a tool.
        }
        return tool.map(it -> "'" + it + "'").orElse("nobody knows which version");
    }
}
