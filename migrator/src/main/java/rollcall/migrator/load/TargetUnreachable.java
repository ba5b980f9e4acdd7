package rollcall.migrator.load;

import java.sql.SQLException;
import rollcall.reconciler.FullDisk;
import rollcall.reconciler.plan.DatabaseConnection;

/** The target database cannot be opened. The message says what to do; it holds no password. */
public final class TargetUnreachable extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int H2_LOCKED = 90020;
    private static final int H2_ABSENT = 90146;
    private static final int H2_NOT_ADMINISTRATOR = 90040;

    TargetUnreachable(DatabaseConnection connection, Throwable cause) {
        super("connection '" + connection.name() + "' (" + connection.url() + "): " + why(connection, cause), cause);
    }

    private static String why(DatabaseConnection connection, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                if (FullDisk.isCauseOf(refused)) {
                    return "its disk is full; make space for it, then run the same command to go on";
                }
                return switch (refused.getErrorCode()) {
                    case H2_LOCKED ->
                        "the database file is in use by another process; close that one and run this again";
                    case H2_ABSENT -> "there is no such database file; correct the url in plan.yaml";
                    case H2_NOT_ADMINISTRATOR ->
                        "its user '%s' is no administrator of it, and H2 lets nobody else have it keep whatever it has acknowledged (WRITE_DELAY=0); have an administrator run ALTER USER \"%s\" ADMIN TRUE, or name another user in plan.yaml"
                                .formatted(connection.user(), connection.user());
                    default ->
                        "it cannot be opened (SQL state " + refused.getSQLState()
                                + "); check url, user and password, and that the server is running";
                };
            }
        }
        return "it cannot be opened; check the url in plan.yaml and that its driver is on the class path";
    }
}
