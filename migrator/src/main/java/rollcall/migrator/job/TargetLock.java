package rollcall.migrator.job;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import rollcall.migrator.load.TargetDatabase;

/**
 * Held in the target itself while it is loaded, so that no two plans load into it at once, from whatever folder or machine. On
 * PostgreSQL it is an advisory lock, which the server lets go of with the connection; an H2 file is open to one process only.
 */
final class TargetLock implements AutoCloseable {
    /** "rollcall" in ASCII: the same for whoever loads into this database. */
    private static final long KEY = 0x726f6c6c63616c6cL;

    private final Connection connection;

    private TargetLock(Connection connection) {
        this.connection = connection;
    }

    /** @throws MigrationFailed if another run holds it */
    static TargetLock take(TargetDatabase target) throws SQLException, MigrationFailed {
        TargetLock lock = new TargetLock(target.open());
        if (target.dsl().family() == SQLDialect.POSTGRES && !lock.does("pg_try_advisory_lock")) {
            lock.connection.close();
            throw new MigrationFailed(
                    "another rollcall is loading into the same target database; wait until it ends, then run this again");
        }
        return lock;
    }

    private boolean does(String function) {
        return DSL.using(connection)
                .fetchValues("select %s(%d)".formatted(function, KEY))
                .contains(true);
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (DSL.using(connection).family() == SQLDialect.POSTGRES) {
                does("pg_advisory_unlock");
            }
        }
    }
}
