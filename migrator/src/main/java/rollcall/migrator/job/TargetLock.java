package rollcall.migrator.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Loading;
import rollcall.migrator.load.LedgerHome;
import rollcall.migrator.load.TargetDatabase;

/**
 * Held in the target itself while it is loaded, so that no two plans load into it at once, from whatever folder or machine:
 * a lock of the server's own on a connection of its own, which goes with that connection, however the process ends. Each
 * chunk makes sure within its own transaction that nobody else has taken the target over meanwhile.
 */
final class TargetLock implements AutoCloseable {
    /** "rollcall" in ASCII: the same for whoever loads into this database. */
    private static final ServerLock LOCK = new ServerLock(0x726f6c6c63616c6cL, "rollcall.");

    private final Connection connection;
    private final DSLContext on;
    private final LedgerHome home;
    private final boolean ofServer;
    private final String token = UUID.randomUUID().toString();
    private Optional<Loading> loading = Optional.empty();

    private TargetLock(Connection connection, LedgerHome home, boolean ofServer) {
        this.connection = connection;
        this.ofServer = ofServer;
        this.on = DSL.using(connection);
        this.home = home;
    }

    /** @throws MigrationFailed if another run holds it, with who and since when */
    static TargetLock take(TargetDatabase target, LedgerHome home) throws SQLException, MigrationFailed {
        // H2 has no locks but those of rows, and the row lies with the ledger.
        boolean ofServer = target.dsl().family() != SQLDialect.H2;
        TargetLock lock =
                new TargetLock(ofServer ? target.open() : home.database().open(), home, ofServer);
        if (ofServer && !LOCK.take(lock.on, 0)) {
            lock.connection.close();
            throw held(home);
        }
        return lock;
    }

    /** Writes down in the ledger who holds the target from now on, and for what. */
    void hold(Ledger ledger, String command, Clock clock) throws SQLException, MigrationFailed {
        LocalDateTime now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        if (!ofServer) {
            connection.setAutoCommit(false);
            try {
                ledger.loading().lock(on);
            } catch (DataAccessException locked) {
                throw held(home);
            }
        }
        if (home.isApart() && !ChunkFence.close(on)) {
            throw held(home);
        }
        ledger.loading().announce(token, PlanLock.holder(command), now);
        if (home.isApart()) {
            ChunkFence.open(on);
        }
        loading = Optional.of(ledger.loading());
    }

    /** Makes sure, in a chunk's transaction in the target, that it is still ours and stays so until that has ended. */
    void checkInChunk(TargetDatabase target) {
        if (home.isApart()) {
            ChunkFence.raise(target.dsl());
        }
        check();
    }

    /** Makes sure, in the running transaction in the ledger's database, that the target is still ours. */
    void check() {
        if (loading.filter(it -> !it.isHeldBy(token)).isPresent()) {
            throw new IllegalStateException(
                    "the lock on the target was lost, and another rollcall has taken the target over since");
        }
    }

    private static MigrationFailed held(LedgerHome home) {
        return new MigrationFailed("the target is held by %s; wait until it ends, then run this again"
                .formatted(Loading.holder(home.dsl()).orElse("another rollcall")));
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!ofServer && !connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            } else if (ofServer) {
                LOCK.release(on);
            }
        } catch (SQLException | DataAccessException alreadyGone) {
            // The lock went with the connection; what was done under it is committed or not, as it is.
        }
    }
}
