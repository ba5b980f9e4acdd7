package rollcall.migrator.job;

import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;

/**
 * A lock of the server's own, for one database, which a connection holds until it lets go of it or ends. On a product without
 * such locks there is nothing to hold, and everybody gets it.
 *
 * @param key what PostgreSQL knows it by
 * @param name what MariaDB knows it by, before the database's name
 */
record ServerLock(long key, String name) {
    /** Takes it on this connection, waiting at most so long where the product can wait; false where another holds it. */
    boolean take(DSLContext connection, int patienceSeconds) {
        return switch (connection.family()) {
            case POSTGRES -> is(connection, "pg_try_advisory_lock(%d)".formatted(key));
            case MARIADB -> is(connection, "get_lock(%s, %d)".formatted(named(), patienceSeconds));
            default -> true;
        };
    }

    /** Lets go of it. */
    void release(DSLContext connection) {
        if (connection.family() == SQLDialect.POSTGRES) {
            connection.fetchValue("select pg_advisory_unlock(%d)".formatted(key));
        } else if (connection.family() == SQLDialect.MARIADB) {
            connection.fetchValue("select release_lock(%s)".formatted(named()));
        }
    }

    private String named() {
        return "concat('%s', database())".formatted(name);
    }

    private static boolean is(DSLContext connection, String condition) {
        return Optional.ofNullable(connection.fetchValue("select " + condition))
                .map(it -> it.equals(true) || it.toString().equals("1"))
                .orElse(false);
    }
}
