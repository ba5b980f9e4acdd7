package rollcall.migrator.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What PostgreSQL's catalogue says: of the role that has logged in and of every role that it is a member of, inherited or to
 * be taken on with SET ROLE, everybody's rights with them.
 */
final class PostgresRights {
    private static final String SUPERUSER =
            "SELECT bool_or(rolsuper) FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER')";

    private static final String TABLES = """
            WITH mine AS (SELECT oid FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER')),
            rights AS (
                SELECT n.nspname || '.' || c.relname AS name,
                       bool_or(c.relowner = mine.oid) AS owns,
                       bool_or(has_table_privilege(mine.oid, c.oid, 'INSERT')) AS inserts,
                       bool_or(has_table_privilege(mine.oid, c.oid, 'UPDATE')) AS updates,
                       bool_or(has_table_privilege(mine.oid, c.oid, 'DELETE')) AS deletes,
                       bool_or(has_table_privilege(mine.oid, c.oid, 'TRUNCATE')) AS truncates,
                       bool_or(has_any_column_privilege(mine.oid, c.oid, 'INSERT')) AS inserts_some,
                       bool_or(has_any_column_privilege(mine.oid, c.oid, 'UPDATE')) AS updates_some
                FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                CROSS JOIN mine
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
                  AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
                GROUP BY n.nspname, c.relname
                HAVING bool_or(has_schema_privilege(mine.oid, n.oid, 'USAGE')))
            SELECT * FROM rights
            WHERE owns OR inserts_some OR updates_some OR deletes OR truncates
            ORDER BY name
            """;

    private PostgresRights() {}

    static WriteAccess of(Connection connection) throws SQLException {
        String schema = String.valueOf(connection.getSchema());
        String remedy =
                ("CREATE ROLE rollcall_reader LOGIN PASSWORD '…'; GRANT USAGE ON SCHEMA %1$s TO rollcall_reader;"
                                + " GRANT SELECT ON ALL TABLES IN SCHEMA %1$s TO rollcall_reader")
                        .formatted(schema.equals("null") ? "public" : schema);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(SUPERUSER)) {
                if (row.next() && row.getBoolean(1)) {
                    return WriteAccess.of(List.of("everything, as a superuser"), remedy);
                }
            }
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(TABLES)) {
                while (rows.next()) {
                    tables.add("%s (%s)".formatted(rows.getString("name"), rights(rows)));
                }
            }
            return WriteAccess.of(tables, remedy);
        }
    }

    private static String rights(ResultSet row) throws SQLException {
        if (row.getBoolean("owns")) {
            return "its owner";
        }
        return Stream.of(
                        row.getBoolean("inserts")
                                ? "INSERT"
                                : row.getBoolean("inserts_some") ? "INSERT of some columns" : "",
                        row.getBoolean("updates")
                                ? "UPDATE"
                                : row.getBoolean("updates_some") ? "UPDATE of some columns" : "",
                        row.getBoolean("deletes") ? "DELETE" : "",
                        row.getBoolean("truncates") ? "TRUNCATE" : "")
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
