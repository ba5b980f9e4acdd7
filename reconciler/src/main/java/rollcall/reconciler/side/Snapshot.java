package rollcall.reconciler.side;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import rollcall.reconciler.plan.DatabaseConnection;

/** A connection for reading: one transaction, so that all its queries see the same moment, and never a write. */
public final class Snapshot implements AutoCloseable {
    private final Connection connection;
    private final boolean oneMoment;
    private final Runnable afterwards;

    private Snapshot(Connection connection, boolean oneMoment, Runnable afterwards) {
        this.connection = connection;
        this.oneMoment = oneMoment;
        this.afterwards = afterwards;
    }

    /**
     * Opens a connection of the plan; where exported files stand for its database, one to their tables.
     *
     * @throws SideFailure if it cannot be opened, or a file not be read whole; its message holds the remedy
     */
    public static Snapshot open(DatabaseConnection place) throws SideFailure {
        if (place.files().isEmpty()) {
            return open(place, () -> {});
        }
        LaidOutFiles files = LaidOutFiles.of(place, place.files().get());
        try {
            return open(files.database(), files::close);
        } catch (SideFailure e) {
            files.close();
            throw e;
        }
    }

    private static Snapshot open(DatabaseConnection place, Runnable afterwards) throws SideFailure {
        try {
            Connection connection =
                    DriverManager.getConnection(onlyIfThere(place.url()), place.user(), place.password());
            try {
                return new Snapshot(connection, prepare(connection), afterwards);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new SideFailure(Remedy.ofOpening(place, e));
        }
    }

    private static boolean prepare(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        connection.setReadOnly(true);
        boolean oneMoment = database.supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ);
        if (oneMoment) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        connection.setAutoCommit(false);
        if (database.getDatabaseProductName().equals("H2")) {
            readRowByRow(connection);
        }
        return oneMoment;
    }

    /** H2 holds a whole result in memory where its database is opened read-only, unless it is told to hand out rows as it goes. */
    private static void readRowByRow(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION 1");
        }
    }

    /** H2 makes a database that is not there; one who checks must not. */
    private static String onlyIfThere(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("jdbc:h2:") && !lower.contains(";ifexists=") && !lower.startsWith("jdbc:h2:mem:")
                ? url + ";IFEXISTS=TRUE"
                : url;
    }

    /** Prepares a query; it ends with the connection. */
    public PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    Connection connection() {
        return connection;
    }

    /** Whether all queries see the same moment; false where the database cannot give that. */
    boolean isOneMoment() {
        return oneMoment;
    }

    /** Ends the transaction, which has changed nothing, and the connection. What fails here can no longer matter. */
    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            // All rows have been read or the reading has failed already, with its own words.
            return;
        } finally {
            afterwards.run();
        }
    }
}
