package rollcall.migrator.job;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/**
 * The migration could not be carried through. What was committed stays; the message says whether running it again is enough
 * to go on from there, or what is to be mended first. It holds no personal values; the program ends with exit code 3.
 */
public final class MigrationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    /** Classes of SQL states: connection, serialisation, resources, an operator or a server going down, its system. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    /** Object, database or connection closed; database in use; lock timeout; deadlock. */
    private static final Set<Integer> H2_LOCKED_OR_CLOSED = Set.of(90007, 90020, 90067, 90098, 90121, 50200, 40001);

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
        return new MigrationFailed(
                "the load stopped: " + what(cause) + ". What was committed is in the target and in the ledger; "
                        + remedy(cause),
                thrown);
    }

    private static String what(Throwable cause) {
        if (!(cause instanceof SQLException refused)) {
            return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        }
        return isCutOff(refused)
                ? "the connection to the target's database was lost"
                : "the target refused it (SQL state " + refused.getSQLState() + ", error " + refused.getErrorCode()
                        + ")";
    }

    /** A connection that is no more, told by the pool: it knows no state. */
    private static boolean isCutOff(SQLException refused) {
        return refused.getSQLState() == null
                && String.valueOf(refused.getMessage()).contains("closed");
    }

    private static String remedy(Throwable cause) {
        if (!(cause instanceof SQLException refused)) {
            return "it would stop there again: mend that, then run the same command to go on";
        }
        String state = String.valueOf(refused.getSQLState());
        String kind = state.length() < 2 ? "" : state.substring(0, 2);
        if (isCutOff(refused)) {
            return "once it answers again, run the same command to go on";
        }
        if (refused instanceof SQLTransientException
                || PASSING.contains(kind)
                || H2_LOCKED_OR_CLOSED.contains(refused.getErrorCode())) {
            return "run the same command again to go on";
        }
        return switch (kind) {
            case "22", "23" ->
                "it does not fit the target's columns or constraints: mend those, then run the same command to go on";
            case "25" -> "the target may only be read: open it for writing, then run the same command to go on";
            case "28", "42", "90" ->
                "its user lacks a right, or it lacks a table or column: mend that, then run the same command to go on";
            default -> "look the state up, mend its cause in the target, then run the same command to go on";
        };
    }
}
