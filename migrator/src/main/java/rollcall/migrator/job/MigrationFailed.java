package rollcall.migrator.job;

import java.sql.SQLException;

/**
 * The migration could not be carried through. What was committed stays, and running it again goes on from there; the
 * program ends with exit code 3. The message holds no personal values.
 */
public final class MigrationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    MigrationFailed(String message, Throwable cause) {
        super(message, cause);
    }

    MigrationFailed(String message) {
        super(message);
    }

    /** A failure, told by its innermost cause; a database's own words are left out, for they may quote a row. */
    static MigrationFailed of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        String what = cause instanceof SQLException refused
                ? "the target refused it (SQL state " + refused.getSQLState() + ", error " + refused.getErrorCode()
                        + ")"
                : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new MigrationFailed(
                "the load stopped: " + what
                        + ". What was committed is in the target and in the ledger; run the same command again to go on",
                thrown);
    }
}
