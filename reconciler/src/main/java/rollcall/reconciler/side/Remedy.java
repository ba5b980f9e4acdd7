package rollcall.reconciler.side;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import rollcall.reconciler.plan.DatabaseConnection;

/** From a database's complaint to words that say what to do. */
public final class Remedy {
    private static final int H2_IN_USE = 90020;
    private static final int H2_DAMAGED = 90030;
    private static final int H2_OLD_FORMAT = 90048;
    private static final int H2_NOT_THERE = 90146;
    private static final int H2_NO_SCHEMA = 90079;
    private static final Set<String> NO_SUCH_TABLE_OR_SCHEMA = Set.of("42S02", "42P01", "3F000", "42S04", "42102");
    private static final Set<String> NO_SUCH_NAME =
            Set.of("42S02", "42S03", "42S04", "42S22", "42P01", "42703", "3F000");
    private static final int LONGEST = 200;

    private Remedy() {}

    /** Why a connection could not be opened, and what to do. */
    public static String ofOpening(DatabaseConnection connection, SQLException e) {
        String bare = bare(connection.url());
        return "connection '%s' (%s): %s"
                .formatted(connection.name(), bare, opening(e).replace(connection.url(), bare));
    }

    private static String opening(SQLException e) {
        return switch (e.getErrorCode()) {
            case H2_IN_USE -> "the database file is in use by another process; close that program and run again";
            case H2_DAMAGED, H2_OLD_FORMAT ->
                "the file is not a database that can be read, or it is damaged; put a good copy in its place";
            case H2_NOT_THERE -> "there is no such database; correct the url in plan.yaml, or bring the file";
            default -> byState(e);
        };
    }

    private static String byState(SQLException e) {
        String state = state(e);
        if (state.startsWith("28")) {
            return "user or password is refused; correct the user in plan.yaml or the password in the environment";
        }
        if (message(e).contains("No suitable driver")) {
            return "no driver knows this url; correct the url, or put the database's JDBC driver into the folder drivers";
        }
        if (state.startsWith("08")) {
            return "the database does not answer (" + message(e) + "); check the url and that it runs, then run again";
        }
        return message(e) + "; correct the connection in plan.yaml and run again";
    }

    /** Why a query failed, and what to do. No value of a row is repeated. */
    public static String ofQuery(String file, SQLException e) {
        String state = state(e);
        if (state.startsWith("22")) {
            return "%s: a value does not fit (%s); correct the query".formatted(file, withoutValues(e));
        }
        if (state.startsWith("42")) {
            return "%s: the database does not understand it: %s; correct the query".formatted(file, withoutValues(e));
        }
        return "%s: reading broke off: %s; check the database and run again".formatted(file, withoutValues(e));
    }

    /** Whether a query failed because its table or schema does not exist. */
    static boolean isNotThere(SQLException e) {
        return e.getErrorCode() == H2_NO_SCHEMA || NO_SUCH_TABLE_OR_SCHEMA.contains(state(e));
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }

    /**
     * The message up to its first quotation mark, for what follows may be a row's value with quotation marks of its own;
     * whole only where what is quoted is the name of a table or column that is not there.
     */
    private static String withoutValues(SQLException e) {
        return NO_SUCH_NAME.contains(state(e)) ? message(e) : cut(line(e).replaceFirst("[\"'`“‘«].*", "'…'"));
    }

    private static String message(SQLException e) {
        return cut(line(e));
    }

    private static String line(SQLException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line =
                message.lines().findFirst().orElse("").replaceAll("\\s+", " ").strip();
        int sql = line.indexOf("; SQL statement:");
        return sql < 0 ? line : line.substring(0, sql);
    }

    private static String cut(String told) {
        return told.length() > LONGEST ? told.substring(0, LONGEST) + "…" : told;
    }

    /**
     * A url without what may be a password: what stands before its last at sign, and behind the first semicolon or question
     * mark after it.
     */
    private static String bare(String url) {
        if (!url.toLowerCase(Locale.ROOT).startsWith("jdbc:")) {
            return url;
        }
        int at = url.lastIndexOf('@');
        String product = url.replaceFirst("(?i)^(jdbc:\\w+:(?:(?:thin|oci):)?(?://)?).*", "$1");
        return (at < 0 ? url : product + "\u2026" + url.substring(at)).split("[;?]", 2)[0];
    }
}
