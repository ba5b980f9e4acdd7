package rollcall.migrator.extract;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;

/**
 * Which isolation level makes all queries of a transaction see one moment: that differs from product to product. H2's
 * REPEATABLE READ holds only the tables of the first query still, and SQL Server's lets rows change that were not read yet.
 */
final class Isolation {
    private static final int H2_SNAPSHOT = 6;
    private static final int SQL_SERVER_SNAPSHOT = 4096;

    private Isolation() {}

    /** The level; empty where the product is not known to have one, or this database does not allow it. */
    static OptionalInt ofOneMoment(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "H2" -> OptionalInt.of(H2_SNAPSHOT);
            case "PostgreSQL", "MariaDB", "MySQL" -> OptionalInt.of(Connection.TRANSACTION_REPEATABLE_READ);
            case "Oracle" -> OptionalInt.of(Connection.TRANSACTION_SERIALIZABLE);
            case "Microsoft SQL Server" ->
                allowsSnapshots(connection) ? OptionalInt.of(SQL_SERVER_SNAPSHOT) : OptionalInt.empty();
            default -> OptionalInt.empty();
        };
    }

    /** Whether somebody has switched ALLOW_SNAPSHOT_ISOLATION on for this database of SQL Server. */
    private static boolean allowsSnapshots(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet state = statement.executeQuery(
                        "SELECT snapshot_isolation_state FROM sys.databases WHERE database_id = DB_ID()")) {
            boolean allowed = state.next() && state.getInt(1) == 1;
            connection.rollback();
            return allowed;
        }
    }
}
