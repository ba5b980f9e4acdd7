package rollcall.migrator.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What MariaDB or MySQL says: SHOW GRANTS, which holds everybody's rights with the account's own, and once more for each role
 * that it could take on. A grant counts for the tables that are there: a fresh MariaDB lets everybody write into a schema
 * {@code test} that holds none.
 */
final class MariaDbRights {
    private static final String TABLES = """
            SELECT table_schema, table_name FROM information_schema.tables
            WHERE table_schema LIKE ? AND table_name LIKE ?
              AND table_schema NOT IN ('information_schema', 'performance_schema', 'sys')
            """;

    private final Connection connection;
    private final Map<String, Set<String>> tables = new TreeMap<>();

    private MariaDbRights(Connection connection) {
        this.connection = connection;
    }

    static WriteAccess of(Connection connection, String product) throws SQLException {
        return new MariaDbRights(connection).access(lines(connection, product));
    }

    private static Set<String> lines(Connection connection, String product) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Set<String> lines = new LinkedHashSet<>(shown(statement, "SHOW GRANTS"));
            List<String> roles = lines.stream()
                    .flatMap(it -> Grant.roles(it).stream())
                    .distinct()
                    .toList();
            if (product.equals("MySQL")) {
                if (!roles.isEmpty()) {
                    lines.addAll(shown(statement, "SHOW GRANTS FOR CURRENT_USER() USING " + String.join(", ", roles)));
                }
                return lines;
            }
            for (String role : roles) {
                statement.execute("SET ROLE " + role);
                lines.addAll(shown(statement, "SHOW GRANTS"));
            }
            return lines;
        }
    }

    private static List<String> shown(Statement statement, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    private WriteAccess access(Set<String> lines) throws SQLException {
        String schema = Optional.ofNullable(connection.getCatalog()).orElse("DATABASE");
        String remedy = "CREATE USER rollcall_reader IDENTIFIED BY '…'; GRANT SELECT ON %s.* TO rollcall_reader"
                .formatted(schema);
        boolean isUnderstood = true;
        for (String line : lines) {
            isUnderstood &= Grant.understands(line);
            Optional<Grant> grant = Grant.of(line);
            if (grant.isPresent() && grant.get().isOfEverything()) {
                return WriteAccess.of(
                        List.of("everything (%s)"
                                .formatted(String.join(", ", grant.get().rights()))),
                        remedy);
            }
            if (grant.isPresent()) {
                find(grant.get());
            }
        }
        if (tables.isEmpty() && !isUnderstood) {
            return new WriteAccess.Unknown("a line of SHOW GRANTS is not understood");
        }
        return WriteAccess.of(
                tables.entrySet().stream()
                        .map(it -> "%s (%s)".formatted(it.getKey(), String.join(", ", it.getValue())))
                        .toList(),
                remedy);
    }

    private void find(Grant grant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, grant.table().isPresent() ? literally(grant.schema()) : grant.schema());
            statement.setString(2, grant.table().map(MariaDbRights::literally).orElse("%"));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.computeIfAbsent(rows.getString(1) + "." + rows.getString(2), any -> new TreeSet<>())
                            .addAll(grant.rights());
                }
            }
        }
    }

    private static String literally(String name) {
        return name.replaceAll("([\\\\_%])", "\\\\$1");
    }
}
