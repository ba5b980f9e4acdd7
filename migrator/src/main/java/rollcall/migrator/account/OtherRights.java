package rollcall.migrator.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What any other product says through JDBC's metadata alone: the rights given to the account by its own name. Roles, owners
 * and administrators are not in it, so that nothing found means that it is not known.
 */
final class OtherRights {
    private static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "TRUNCATE");

    private OtherRights() {}

    static WriteAccess of(Connection connection, String product, String user) throws SQLException {
        Map<String, Set<String>> tables = new TreeMap<>();
        try (ResultSet rights = connection.getMetaData().getTablePrivileges(connection.getCatalog(), null, "%")) {
            while (rights.next()) {
                String privilege = String.valueOf(rights.getString("PRIVILEGE"));
                if (user.equalsIgnoreCase(rights.getString("GRANTEE")) && WRITING.contains(privilege)) {
                    tables.computeIfAbsent(
                                    rights.getString("TABLE_SCHEM") + "." + rights.getString("TABLE_NAME"),
                                    any -> new TreeSet<>())
                            .add(privilege);
                }
            }
        }
        return tables.isEmpty()
                ? new WriteAccess.Unknown(product + " is asked through JDBC alone, which tells of no roles")
                : WriteAccess.of(
                        tables.entrySet().stream()
                                .map(it -> "%s (%s)".formatted(it.getKey(), String.join(", ", it.getValue())))
                                .toList(),
                        "with SELECT on what the plan's queries ask, and no more");
    }
}
