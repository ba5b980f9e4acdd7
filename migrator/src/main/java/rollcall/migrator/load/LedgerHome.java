package rollcall.migrator.load;

import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import rollcall.migrator.ledger.Apart;
import rollcall.migrator.ledger.Ledger;
import rollcall.reconciler.plan.DatabaseConnection;

/** The database in which the ledger lies: the target itself, or one of its own where the target may hold no tables of ours. */
public final class LedgerHome implements AutoCloseable {
    private final TargetDatabase database;
    private final boolean apart;

    private LedgerHome(TargetDatabase database, boolean apart) {
        this.database = database;
        this.apart = apart;
    }

    /**
     * Opens it.
     *
     * @param own the connection of a ledger of its own
     * @throws TargetUnreachable if that cannot be opened
     */
    public static LedgerHome of(TargetDatabase target, Optional<DatabaseConnection> own) throws TargetUnreachable {
        return own.isPresent() ? new LedgerHome(TargetDatabase.open(own.get()), true) : new LedgerHome(target, false);
    }

    /** The ledger, created where it is not there yet. */
    public Ledger open(Clock clock) {
        return Ledger.open(database.dsl(), clock, transaction());
    }

    /** The ledger, where there is one. */
    public Optional<Ledger> existing(Clock clock) {
        return Ledger.isIn(database.dsl()) ? Optional.of(open(clock)) : Optional.empty();
    }

    private Optional<Apart> transaction() {
        return apart
                ? Optional.of(work -> database.inTransaction(() -> {
                    work.run();
                    return true;
                }))
                : Optional.empty();
    }

    /** Does {@code work} in the target and in the ledger, and takes all of it back again. */
    public void andBack(TargetDatabase target, Runnable work) {
        if (apart) {
            database.andBack(() -> target.andBack(work));
        } else {
            target.andBack(work);
        }
    }

    /** Whether it lies in another database than the target's. */
    public boolean isApart() {
        return apart;
    }

    /** The database. */
    public TargetDatabase database() {
        return database;
    }

    /** jOOQ on it. */
    public DSLContext dsl() {
        return database.dsl();
    }

    @Override
    public void close() {
        if (apart) {
            database.close();
        }
    }
}
