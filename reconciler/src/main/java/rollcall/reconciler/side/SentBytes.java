package rollcall.reconciler.side;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Where a driver hands over texts and times as the bytes that the server has sent, so that no string is made of each only to
 * be taken apart again. That is so of PostgreSQL's, whose bytes are UTF-8 unless an account or a database is set otherwise.
 */
final class SentBytes {
    private static final String PRODUCT = "PostgreSQL";
    private static final String ARE_UTF8 =
            "select current_setting('client_encoding') = 'UTF8' and current_setting('server_encoding') <> 'SQL_ASCII'";
    /** As the driver names their types; of others it may have made something. */
    private static final Set<String> TYPES = Set.of("text", "varchar", "bpchar", "name", "timestamp", "date");

    private SentBytes() {}

    /** Whether texts come so over this connection. */
    static boolean areUtf8(Connection connection) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals(PRODUCT)) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ARE_UTF8)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Whether they do of a column of this type. */
    static boolean areOf(String type) {
        return TYPES.contains(type);
    }
}
