package rollcall.migrator.job;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import rollcall.migrator.ledger.LedgerUnfit;
import rollcall.reconciler.FullDisk;

/**
 * The migration could not be carried through. What was committed stays; the message says whether running it again is enough
 * to go on from there, or what is to be mended first. It holds no personal values; the program ends with exit code 3.
 */
public final class MigrationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Classes of SQL states: connection, serialisation, resources, locks, an operator or a server going down, a statement
     * that was interrupted, its system.
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58", "70");

    /** H2's. */
    private static final int OUT_OF_MEMORY = 90108;

    /** H2's object, database or connection closed; in use; lock timeout; deadlock. MariaDB's lock timeout. */
    private static final Set<Integer> PASSING_TOO =
            Set.of(90007, 90020, 90067, 90098, 90121, 90135, 50200, 40001, 1205);

    /** H2's database, MariaDB's server, and a MariaDB that is a replica or is being shut down. */
    private static final Set<Integer> READ_ONLY = Set.of(90097, 1290, 1836);

    MigrationFailed(String message, Throwable cause) {
        super(message, cause);
    }

    MigrationFailed(String message) {
        super(message);
    }

    /** Stops where there is a fault. */
    static void throwIf(Optional<String> fault) throws MigrationFailed {
        if (fault.isPresent()) {
            throw new MigrationFailed(fault.get());
        }
    }

    /** A failure, told by its innermost cause; a database's own words are left out, for they may quote a row. */
    static MigrationFailed of(Throwable thrown) {
        if (thrown instanceof LedgerUnfit) {
            return new MigrationFailed(String.valueOf(thrown.getMessage()), thrown);
        }
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
        String code = " (SQL state " + refused.getSQLState() + ", error " + refused.getErrorCode() + ")";
        return isCutOff(refused)
                ? "the connection to the target's database was lost"
                : (FullDisk.isCauseOf(refused) ? "the target's disk is full" : "the target refused it") + code;
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
        if (FullDisk.isCauseOf(refused)) {
            return "make space for it, then run the same command to go on";
        }
        if (refused.getErrorCode() == OUT_OF_MEMORY) {
            return "H2 ran out of memory: give this program more (JAVA_TOOL_OPTIONS=-Xmx2g), then run the same command to"
                    + " go on";
        }
        if (READ_ONLY.contains(refused.getErrorCode())) {
            return remedy("25");
        }
        if (refused instanceof SQLTransientException
                || PASSING.contains(kind)
                || PASSING_TOO.contains(refused.getErrorCode())) {
            return "run the same command again to go on";
        }
        return remedy(kind);
    }

    private static String remedy(String kind) {
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
