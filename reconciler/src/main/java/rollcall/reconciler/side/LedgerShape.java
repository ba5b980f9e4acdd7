package rollcall.reconciler.side;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/** How much of itself a ledger shows. */
final class LedgerShape {
    private static final Set<String> KNOWN = Set.of("H2", "PostgreSQL", "MariaDB", "MySQL");

    private LedgerShape() {}

    /** Whether the tables of all entries are to be seen, and not only the view of the last ones. */
    static boolean tellsEachEntry(Connection connection, String schema) throws SQLException {
        if (!KNOWN.contains(connection.getMetaData().getDatabaseProductName())) {
            return false;
        }
        String sql = """
                SELECT COUNT(*) FROM information_schema.tables
                 WHERE LOWER(table_schema) = LOWER(?) AND LOWER(table_name) IN ('debit', 'credit')
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema.substring(schema.lastIndexOf('.') + 1));
            try (ResultSet found = statement.executeQuery()) {
                return found.next() && found.getInt(1) == 2;
            }
        }
    }
}
