package rollcall.reconciler.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * DuckDB's full outer join of two files, with every compared column and its code table, and the differing rows written into
 * a file: {@code DuckJoin LEGACY TARGET OUT FOLDER MEMORY}, memory in MiB. A program of its own; it ends with 4 where the memory does not do.
 */
final class DuckJoin {
    static final int TOO_LITTLE = 4;

    private static final List<String> COMPARED = List.of(
            "job",
            "property",
            "uprn",
            "starts_at",
            "ends_at",
            "status",
            "priority",
            "contractor",
            "slot",
            "vulnerable",
            "live");

    private DuckJoin() {}

    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + Runtime.getRuntime().availableProcessors());
            statement.execute("SET memory_limit = '" + arguments[4] + "MiB'");
            statement.execute("SET temp_directory = '" + arguments[3] + "'");
            statement.execute("SET preserve_insertion_order = false");
            StringBuilder differs = new StringBuilder(
                    "l.reference IS NULL OR t.reference IS NULL OR coalesce(c.new_code, l.trade) IS DISTINCT FROM t.trade");
            COMPARED.forEach(it -> differs.append(" OR l.%1$s IS DISTINCT FROM t.%1$s".formatted(it)));
            statement.execute("""
                    COPY (SELECT l.*, t.* FROM read_csv('%s', header = true, all_varchar = true) l
                          LEFT JOIN (VALUES ('GS', 'GH')) c (legacy_code, new_code) ON c.legacy_code = l.trade
                          FULL OUTER JOIN read_csv('%s', header = true, all_varchar = true) t
                            ON t.population = l.population AND t.reference = l.reference
                          WHERE %s)
                    TO '%s' (FORMAT csv)
                    """.formatted(arguments[0], arguments[1], differs, arguments[2]));
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("Out of Memory")) {
                System.exit(TOO_LITTLE);
            }
            throw e;
        }
    }
}
