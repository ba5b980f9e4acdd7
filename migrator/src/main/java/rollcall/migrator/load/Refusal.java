package rollcall.migrator.load;

import java.util.Collection;
import org.jooq.exception.DataAccessException;
import rollcall.migrator.transform.Reason;

/** What a database's refusal means: a row that it will not have, or a failure of ours. */
final class Refusal {
    private Refusal() {}

    /** Whether the row is to blame (its data, or a constraint), and not the connection, the rights or our SQL. */
    static boolean isOfARow(DataAccessException thrown) {
        String state = thrown.sqlState();
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("P0");
    }

    /** The refusal in words of ours: a database's own message may quote the row. */
    static Reason reason(DataAccessException thrown, String table, Collection<String> columns) {
        String state = thrown.sqlState();
        String what = switch (state) {
            case "22001" -> "a value is too long";
            case "23502" -> "a value that must be there is blank";
            case "23503", "23506" -> "it refers to a row that is not there";
            case "23505" -> "there is such a row already";
            case "23513", "23514" -> "a check forbids it";
            default -> "it does not fit";
        };
        String message = String.valueOf(thrown.getMessage());
        String column = columns.stream()
                .filter(it -> message.contains("column \"" + it + " ") || message.contains("column \"" + it + "\""))
                .findFirst()
                .map(it -> ", column '" + it + "'")
                .orElse("");
        return new Reason.RefusedByTarget(what + " (table '" + table + "'" + column + ", SQL state " + state + ")");
    }
}
