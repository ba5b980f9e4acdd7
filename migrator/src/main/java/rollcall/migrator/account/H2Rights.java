package rollcall.migrator.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What H2 says: whether the database is opened for reading only, the account's and its roles' rights to tables, and who owns schemas. */
final class H2Rights {
    private static final String REMEDY =
            "CREATE USER ROLLCALL_READER PASSWORD '…';" + " GRANT SELECT ON SCHEMA PUBLIC TO ROLLCALL_READER";
    private static final String ADMIN = "SELECT IS_ADMIN FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER";
    private static final String TABLES = """
            SELECT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) AS NAME, LISTAGG(DISTINCT PRIVILEGE_TYPE, ', ')
            FROM INFORMATION_SCHEMA.TABLE_PRIVILEGES
            WHERE PRIVILEGE_TYPE IN ('INSERT', 'UPDATE', 'DELETE')
              AND (GRANTEE IN (CURRENT_USER, 'PUBLIC') OR GRANTEE IN (SELECT ROLE_NAME FROM INFORMATION_SCHEMA.ROLES))
            GROUP BY TABLE_SCHEMA, TABLE_NAME
            UNION ALL
            SELECT CONCAT('schema ', SCHEMA_NAME), 'its owner' FROM INFORMATION_SCHEMA.SCHEMATA
            WHERE SCHEMA_OWNER = CURRENT_USER
            ORDER BY 1
            """;

    private H2Rights() {}

    static WriteAccess of(Connection connection) throws SQLException {
        if (connection.isReadOnly()) {
            return new WriteAccess.None();
        }
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(ADMIN)) {
                if (row.next() && row.getBoolean(1)) {
                    return WriteAccess.of(List.of("everything, as an administrator"), REMEDY);
                }
            }
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(TABLES)) {
                while (rows.next()) {
                    tables.add("%s (%s)".formatted(rows.getString(1), rows.getString(2)));
                }
            }
            return tables.isEmpty()
                    ? new WriteAccess.Unknown("H2 shows rights to whole schemas to its administrators only")
                    : WriteAccess.of(tables, REMEDY);
        }
    }
}
