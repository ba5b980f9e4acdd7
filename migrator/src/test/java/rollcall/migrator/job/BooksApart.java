package rollcall.migrator.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A ledger in an H2 database of its own, in a council's folder. */
final class BooksApart {
    private BooksApart() {}

    /** Has the plan keep its ledger there. */
    static void keep(MovedCouncil council) throws IOException, SQLException {
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replace("  target: target\n", "  target: target\n  ledger: books\n")
                        .replace("ledger: { connection: target,", "ledger: { connection: books,")
                        .replace("connections:\n", """
                                connections:
                                  books:
                                    url: jdbc:h2:file:${plan}/../books/books;DATABASE_TO_LOWER=TRUE
                                    user: sa
                                """));
        query(council, "select 1");
    }

    /** All that it holds, as SQL. */
    static List<String> dump(MovedCouncil council) throws SQLException {
        List<String> statements = query(council, "script");
        statements.removeIf(it -> it.contains("INSERT INTO \"rollcall\".\"loading\""));
        return statements;
    }

    static List<String> query(MovedCouncil council, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:"
                                + council.folder().root().toAbsolutePath().resolve("books/books")
                                + ";DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0",
                        "sa",
                        "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.append(i > 1 ? "|" : "").append(rows.getString(i));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }
}
