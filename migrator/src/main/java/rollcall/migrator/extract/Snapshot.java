package rollcall.migrator.extract;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.OptionalInt;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;

/**
 * A connection on legacy that only reads: one transaction, in which all queries of an extract see the same moment, where the
 * database gives that.
 */
final class Snapshot implements AutoCloseable {
    private final HikariDataSource pool;
    private final Connection connection;
    private final String means;

    private Snapshot(HikariDataSource pool, Connection connection, String means) {
        this.pool = pool;
        this.connection = connection;
        this.means = means;
    }

    static Snapshot open(DatabaseConnection legacy) throws ExtractFailed {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(readOnly(legacy.url()));
        config.setUsername(legacy.user());
        config.setPassword(legacy.password());
        config.setMaximumPoolSize(1);
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setInitializationFailTimeout(1);
        config.setPoolName("legacy");
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (PoolInitializationException | IllegalArgumentException unreachable) {
            throw refused(legacy, unreachable);
        } catch (RuntimeException noDriver) {
            throw refused(legacy, noDriver);
        }
        try {
            Connection connection = pool.getConnection();
            return new Snapshot(pool, connection, isolate(connection, legacy.snapshot()));
        } catch (SQLException unreachable) {
            pool.close();
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

    Connection connection() {
        return connection;
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
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException alreadyGone) {
            // Nothing was written, so nothing is lost with it.
        } finally {
            pool.close();
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

    private static ExtractFailed refused(DatabaseConnection legacy, Exception failure) {
        Throwable deepest = failure;
        String all = "";
        while (true) {
            all += " " + deepest.getMessage();
            Throwable cause = deepest.getCause();
            if (cause == null || cause == deepest) {
                break;
            }
            deepest = cause;
        }
        return new ExtractFailed(
                "legacy database %s cannot be opened: %s; %s"
                        .formatted(legacy, words(sqlCause(failure)), remedy(all.toLowerCase(Locale.ROOT))),
                failure);
    }

    private static Throwable sqlCause(Throwable failure) {
        Throwable found = failure;
        while (!(found instanceof SQLException) && found.getCause() != null) {
            found = found.getCause();
        }
        return found;
    }

    private static String remedy(String words) {
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
