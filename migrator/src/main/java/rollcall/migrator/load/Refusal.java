package rollcall.migrator.load;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import org.jooq.exception.DataAccessException;
import rollcall.migrator.transform.Reason;

/** What a database's refusal means: a row that it will not have, or a failure of ours. */
final class Refusal {
    /** What jOOQ gives where the database itself has complained of nothing. */
    private static final String NO_ID = "00000";

    /**
     * Connection, state of the transaction, account, its rollback, rights and missing tables, resources, locks, operator,
     * MariaDB's interrupted statements, system, PostgreSQL's own failures; MariaDB's full disk and waits for locks; then H2's
     * closed, broken, locked, unwritable, forbidden and out of memory.
     */
    private static final Set<String> OF_THE_SERVER = Set.of(
            "08", "25", "28", "40", "42", "53", "55", "57", "58", "70", "72", "HY", "XX000", "XX001", "XX002", "90007",
            "90013", "90020", "90028", "90030", "90031", "90040", "90067", "90096", "90097", "90098", "90108", "90121",
            "90131", "90135");

    /** Of class 42, for all that: MariaDB's row that is too large for a page. */
    private static final int ROW_TOO_LARGE = 1118;

    private Refusal() {}

    /**
     * Whether the rows may be to blame, and not the connection or the server. A trigger or a driver may refuse a row with
     * whatever state it likes, so that everything is a refusal but what says otherwise; a connection that the pool has closed
     * says nothing.
     */
    static boolean mayBeOfARow(DataAccessException thrown) {
        SQLException cause = thrown.getCause(SQLException.class);
        if (cause == null) {
            return true;
        }
        String state = cause.getSQLState();
        return state != null
                && (OF_THE_SERVER.stream().noneMatch(state::startsWith)
                        || (state.startsWith("42") && cause.getErrorCode() == ROW_TOO_LARGE));
    }

    /** The refusal of a row. */
    static Reason reason(DataAccessException thrown, String table, Collection<String> columns) {
        return new Reason.RefusedByTarget(words(thrown, table, columns));
    }

    /** The refusal in words of ours: a database's own message may quote the row. */
    static String words(DataAccessException thrown, String table, Collection<String> columns) {
        String state = thrown.sqlState();
        String what = switch (state) {
            case NO_ID ->
                String.valueOf(thrown.getMessage()).contains(" gave no id ")
                        ? "it took the row, but gave no id for it"
                        : "it did not do with the row what it was told to";
            case "22001" -> "a value is too long";
            case "23502" -> "a value that must be there is blank";
            case "23503", "23506" -> "it refers to a row that is not there";
            case "23505" -> "there is such a row already";
            case "23513", "23514" -> "a check forbids it";
            case "23000" -> ofMariaDb(thrown);
            default -> "it does not fit";
        };
        SQLException cause = thrown.getCause(SQLException.class);
        String message = thrown.getMessage() + " " + (cause == null ? "" : cause.getMessage());
        String column = columns.stream()
                .filter(it -> message.contains("column \"" + it + " ")
                        || message.contains("column \"" + it + "\"")
                        || message.contains(", column " + it + ":"))
                .findFirst()
                .map(it -> ", column '" + it + "'")
                .orElse("");
        String told = state.equals(NO_ID) ? "" : ", SQL state " + state;
        return what + " (table '" + table + "'" + column + told + ")";
    }

    private static String ofMariaDb(DataAccessException thrown) {
        SQLException cause = thrown.getCause(SQLException.class);
        return switch (cause == null ? 0 : cause.getErrorCode()) {
            case 1048 -> "a value that must be there is blank";
            case 1062 -> "there is such a row already";
            case 1451 -> "another row refers to it";
            case 1452 -> "it refers to a row that is not there";
            case 4025 -> "a check forbids it";
            default -> "it does not fit";
        };
    }
}
