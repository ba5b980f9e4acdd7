package rollcall.migrator.extract;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import rollcall.migrator.EmbeddedH2;
import rollcall.reconciler.Throttle;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;

/**
 * A connection on legacy that only reads: one transaction, in which all queries of an extract see the same moment, where the
 * database gives that.
 */
final class Snapshot implements AutoCloseable {
    private static final int LONGEST_PAUSE = 86_400;

    private final Connection connection;
    private final String means;
    private final Throttle throttle;

    private Snapshot(Connection connection, String means, Throttle throttle) {
        this.connection = connection;
        this.means = means;
        this.throttle = throttle;
    }

    static Snapshot open(DatabaseConnection legacy) throws ExtractFailed {
        try {
            Connection connection = EmbeddedH2.guarded(
                    DriverManager.getConnection(readOnly(legacy.url()), legacy.user(), legacy.password()));
            try {
                Throttle throttle = Throttle.of(legacy.rowsPerSecond());
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                String means = isolate(connection, legacy.snapshot());
                String product = connection.getMetaData().getDatabaseProductName();
                if (product.equals("MariaDB") || product.equals("MySQL")) {
                    refuseWrites(connection, throttle);
                }
                return new Snapshot(connection, means, throttle);
            } catch (SQLException refused) {
                connection.close();
                throw refused;
            }
        } catch (SQLException unreachable) {
            throw refused(legacy, unreachable);
        }
    }

    /** H2 creates a missing file, and writes into one that is there, unless the URL forbids it. */
    private static String readOnly(String url) {
        return H2Url.is(url) && H2Url.parse(url).isFile() ? H2Url.parse(url).onlyRead() : url;
    }

    /** Sets the transaction up; gives the means by which its queries see one moment, or {@code read-twice}. */
    private static String isolate(Connection connection, SnapshotMode wanted) throws SQLException {
        connection.rollback();
        OptionalInt level = Isolation.ofOneMoment(connection);
        if (wanted == SnapshotMode.READ_TWICE || (wanted == SnapshotMode.AS_IT_CAN && level.isEmpty())) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return Steadiness.READ_TWICE;
        }
        if (level.isPresent()) {
            connection.setTransactionIsolation(level.getAsInt());
        }
        return level.isPresent() ? "snapshot" : "one";
    }

    /**
     * MariaDB's driver need not tell the server that a transaction only reads, as PostgreSQL's does. A server that is read
     * slowly must not take that for an end.
     */
    private static void refuseWrites(Connection connection, Throttle throttle) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION TRANSACTION READ ONLY");
            if (throttle.isLimited()) {
                statement.execute("SET SESSION net_write_timeout = " + LONGEST_PAUSE);
            }
        }
    }

    Connection connection() {
        return connection;
    }

    /** By which its rows are read: told of each before it is. */
    Throttle throttle() {
        return throttle;
    }

    /** How its queries see one moment; see {@link Steadiness#means}. */
    String means() {
        return means;
    }

    /** Ends the transaction, so that the next query sees what has been committed meanwhile. */
    void refresh() throws ExtractFailed {
        try {
            connection.rollback();
        } catch (SQLException cut) {
            throw new ExtractFailed("reading legacy was cut short: " + words(cut), cut);
        }
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException alreadyGone) {
            // Nothing was written, so nothing is lost with it.
            return;
        }
    }

    /**
     * The database's own first line, without the statement that H2 repeats behind it. What it quotes may be a value; only
     * of a wrong query (SQL state 42) it is a name.
     */
    static String words(Throwable failure) {
        String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        int statement = first.indexOf("; SQL statement");
        String told = (statement < 0 ? first : first.substring(0, statement)).strip();
        if (!(failure instanceof SQLException refused)) {
            return told;
        }
        String state = String.valueOf(refused.getSQLState());
        String masked = told.replaceAll(state.startsWith("42") ? "'.*'" : "'.*'|\".*\"", "…");
        return "%s (SQL state %s, error %d)".formatted(masked, state, refused.getErrorCode());
    }

    private static ExtractFailed refused(DatabaseConnection legacy, SQLException failure) {
        String all = "";
        for (Optional<Throwable> cause = Optional.of(failure);
                cause.isPresent();
                cause = Optional.ofNullable(cause.get().getCause())) {
            all += " " + cause.get().getMessage();
        }
        return new ExtractFailed(
                "legacy database %s cannot be opened: %s; %s"
                        .formatted(legacy, words(failure), remedy(all.toLowerCase(Locale.ROOT))),
                failure);
    }

    private static String remedy(String words) {
        if (words.contains("no suitable driver")) {
            return "no driver knows this URL: correct it, or put the database's JDBC driver into the folder drivers";
        }
        if (words.contains("already in use") || words.contains("locked")) {
            return "another program has it open: close that program, or have it close the file, and run again";
        }
        if (words.contains("not found") || words.contains("does not exist")) {
            return "check the path or name in connections: in plan.yaml, and that the copy of legacy is there";
        }
        if (words.contains("corrupted")
                || words.contains("unsupported database file")
                || words.contains("file format")) {
            return "the file is not a database of this kind, or is damaged: take the copy of legacy again";
        }
        if (words.contains("wrong user name") || words.contains("password") || words.contains("authentication")) {
            return "check user: in plan.yaml and the password in the environment";
        }
        return "check the URL in connections: in plan.yaml, the network and the rights of its user";
    }
}
