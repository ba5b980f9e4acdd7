package rollcall.migrator.job;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps the next holder of a target out while a chunk of the last one may still commit, where the ledger lies apart. Where
 * both are one database each chunk locks the ledger's row of who holds the target; a row of another database does not hold
 * off a commit in this one, and a process that was paused between the two would load rows a second time.
 */
final class ChunkFence {
    /** "chunkend" in ASCII. */
    private static final ServerLock LOCK = new ServerLock(0x6368756e6b656e64L, "rollcall.chunk.");

    /** Longer than anybody takes to write down that the target is his. */
    private static final int PATIENCE_SECONDS = 60;

    private ChunkFence() {}

    /** In a chunk's transaction, before it makes sure that the target is still its own; held until the transaction has ended. */
    static void raise(DSLContext target) {
        if (target.family() == SQLDialect.POSTGRES) {
            target.execute("select pg_advisory_xact_lock_shared(%d)".formatted(LOCK.key()));
        } else if (target.family() == SQLDialect.MARIADB) {
            if (!LOCK.take(target, PATIENCE_SECONDS)) {
                throw new IllegalStateException("another rollcall is about to take the target over");
            }
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    LOCK.release(target);
                }
            });
        }
    }

    /** Closes it on the connection of who is about to hold the target; false where a chunk of somebody else is on its way. */
    static boolean close(DSLContext connection) {
        return LOCK.take(connection, 0);
    }

    /** Opens it again on that connection. */
    static void open(DSLContext connection) {
        LOCK.release(connection);
    }
}
