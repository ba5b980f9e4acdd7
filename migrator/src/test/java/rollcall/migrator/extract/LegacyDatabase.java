package rollcall.migrator.extract;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import rollcall.migrator.extract.ExtractSource.Query;
import rollcall.reconciler.plan.DatabaseConnection;

/** An H2 file in SQL Server's mode, with whatever tables a test wants, and queries that yield all columns. */
final class LegacyDatabase {
    private final Path file;
    private final Map<Kind, ExtractSource> sources = new EnumMap<>(Kind.class);

    private LegacyDatabase(Path file) {
        this.file = file;
        for (Kind kind : Kind.values()) {
            yielding(kind, "", "reference", "'1'");
        }
    }

    static LegacyDatabase in(Path folder, String... statements) throws SQLException {
        LegacyDatabase legacy = new LegacyDatabase(folder.resolve("uh"));
        legacy.execute(statements);
        return legacy;
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + file + ";MODE=MSSQLServer", "sa", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Makes the query of a kind: these columns by these expressions, all others null. */
    LegacyDatabase yielding(Kind kind, String from, String... columnsAndExpressions) {
        List<String> columns = new ArrayList<>();
        List<String> given = new ArrayList<>();
        for (int i = 0; i < columnsAndExpressions.length; i += 2) {
            columns.add(columnsAndExpressions[i + 1] + " AS " + columnsAndExpressions[i]);
            given.add(columnsAndExpressions[i]);
        }
        for (String column : kind.columns()) {
            if (!given.contains(column)) {
                columns.add("NULL AS " + column);
            }
        }
        return asking(kind, "SELECT " + String.join(", ", columns) + " " + from);
    }

    LegacyDatabase asking(Kind kind, String sql) {
        sources.put(kind, new Query(Path.of(kind.word() + ".sql"), sql));
        return this;
    }

    LegacyDatabase from(Kind kind, ExtractSource source) {
        sources.put(kind, source);
        return this;
    }

    Map<Kind, ExtractSource> sources() {
        return sources;
    }

    Path file() {
        return file;
    }

    DatabaseConnection connection() {
        return at("jdbc:h2:file:" + file + ";MODE=MSSQLServer;IFEXISTS=TRUE;ACCESS_MODE_DATA=r");
    }

    static DatabaseConnection at(String url) {
        return new DatabaseConnection("legacy", url, "sa", "", "public");
    }
}
