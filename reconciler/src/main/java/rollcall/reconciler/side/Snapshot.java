package rollcall.reconciler.side;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import rollcall.reconciler.Throttle;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;

/** A connection for reading: one transaction, so that all its queries see the same moment, and never a write. */
public final class Snapshot implements AutoCloseable {
    private static final int H2_SNAPSHOT = 6;
    private static final int SQL_SERVER_SNAPSHOT = 4096;
    private static final int LONGEST_PAUSE = 86_400;

    private final Connection connection;
    private final boolean oneMoment;
    private final Throttle throttle;
    private final Runnable afterwards;

    private Snapshot(Connection connection, boolean oneMoment, Throttle throttle, Runnable afterwards) {
        this.connection = connection;
        this.oneMoment = oneMoment;
        this.throttle = throttle;
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
                Throttle throttle = Throttle.of(place.rowsPerSecond());
                boolean oneMoment = prepare(connection, place.snapshot(), throttle);
                return new Snapshot(connection, oneMoment, throttle, afterwards);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new SideFailure(Remedy.ofOpening(place, e));
        }
    }

    private static boolean prepare(Connection connection, SnapshotMode mode, Throttle throttle) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        connection.setReadOnly(true);
        boolean oneMoment = mode != SnapshotMode.READ_TWICE && isolate(connection, product);
        if (mode == SnapshotMode.READ_TWICE) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        connection.setAutoCommit(false);
        switch (product) {
            case "H2" -> readRowByRow(connection);
            case "MariaDB", "MySQL" -> refuseWrites(connection, throttle);
            default -> {}
        }
        return oneMoment || mode == SnapshotMode.ONE;
    }

    /**
     * Asks for one snapshot of all tables; false where the database is not known to give it. H2's REPEATABLE READ would hold
     * only those tables that its first query names, and SQL Server's holds no snapshot at all.
     */
    private static boolean isolate(Connection connection, String product) throws SQLException {
        switch (product) {
            case "H2" -> connection.setTransactionIsolation(H2_SNAPSHOT);
            case "PostgreSQL", "MariaDB", "MySQL" ->
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            case "Oracle" -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            case "Microsoft SQL Server" -> {
                if (!allowsSnapshots(connection)) {
                    return false;
                }
                connection.setTransactionIsolation(SQL_SERVER_SNAPSHOT);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean allowsSnapshots(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet state = statement.executeQuery(
                        "SELECT snapshot_isolation_state FROM sys.databases WHERE database_id = DB_ID()")) {
            return state.next() && state.getInt(1) == 1;
        }
    }

    /** H2 holds a whole result in memory where its database is opened read-only, unless it is told to hand out rows as it goes. */
    private static void readRowByRow(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION 1");
        }
    }

    /** What PostgreSQL's driver tells the server by itself; and a server that is read slowly must not take that for an end. */
    private static void refuseWrites(Connection connection, Throttle throttle) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION TRANSACTION READ ONLY");
            if (throttle.isLimited()) {
                statement.execute("SET SESSION net_write_timeout = " + LONGEST_PAUSE);
            }
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

    /** By which the connection's rows are read: told of each before it is. */
    public Throttle throttle() {
        return throttle;
    }

    /** The database's product: {@code H2}, {@code PostgreSQL} … */
    public String product() throws SideFailure {
        try {
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new SideFailure(Remedy.ofQuery("its product's name", e));
        }
    }

    Connection connection() {
        return connection;
    }

    /** Whether all queries see the same moment; false where the database cannot give that. */
    boolean isOneMoment() {
        return oneMoment;
    }

    /** Ends the transaction and begins another, which sees what has been committed meanwhile. */
    public void renew() throws SideFailure {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new SideFailure(Remedy.ofQuery("a reading", e));
        }
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
