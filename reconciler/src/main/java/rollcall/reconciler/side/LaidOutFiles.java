package rollcall.reconciler.side;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.ExportedFiles;
import rollcall.reconciler.plan.ExportedFiles.Export;
import rollcall.reconciler.plan.ExportedFiles.Table;
import rollcall.reconciler.sort.SpillFolder;

/**
 * Exported files, laid out as tables of a temporary database for the plan's queries: all values as text. The database is in a
 * folder that nobody else can read, and goes when this is closed.
 */
final class LaidOutFiles implements AutoCloseable {
    private static final int AT_ONCE = 1000;
    private static final int CHARACTERS_AT_ONCE = 4_000_000;
    private static final String OWNER = "sa";

    private final SpillFolder folder;
    private final DatabaseConnection database;

    private LaidOutFiles(SpillFolder folder, DatabaseConnection database) {
        this.folder = folder;
        this.database = database;
    }

    static LaidOutFiles of(DatabaseConnection place, ExportedFiles files) throws SideFailure {
        try {
            SpillFolder folder = SpillFolder.in(files.work().resolve("files"));
            try {
                Path file = folder.newFile();
                String url = "jdbc:h2:file:" + file.toAbsolutePath() + ";TRACE_LEVEL_FILE=0";
                layOut(files, url);
                return new LaidOutFiles(folder, place.laidOut(url, OWNER));
            } catch (SideFailure | SQLException | RuntimeException e) {
                folder.closeQuietly();
                throw e;
            }
        } catch (SQLException | IOException e) {
            throw new SideFailure(
                    "connection '%s': its files cannot be laid out in '%s' (%s); check rights and disk space"
                            .formatted(place.name(), files.work(), e.getClass().getSimpleName()));
        }
    }

    /** Where the tables are. */
    DatabaseConnection database() {
        return database;
    }

    private static void layOut(ExportedFiles files, String url) throws SQLException, SideFailure {
        UnchangedFiles unchanged = UnchangedFiles.of(files);
        try (Connection connection = DriverManager.getConnection(url, OWNER, "")) {
            connection.setAutoCommit(false);
            for (Table table : files.tables()) {
                run(connection, definition(table));
                for (Export export : table.files()) {
                    fill(connection, table, export);
                }
                for (String key : table.keys()) {
                    run(connection, "create index on " + quoted(table.name()) + " (" + quoted(key) + ")");
                }
            }
            connection.commit();
        }
        unchanged.check();
    }

    private static String definition(Table table) {
        StringJoiner columns = new StringJoiner(", ", "create table " + quoted(table.name()) + " (", ")");
        columns.add(quoted(ExportedFiles.ROW) + " varchar");
        table.columns().keySet().forEach(it -> columns.add(quoted(it) + " varchar"));
        return columns.toString();
    }

    private static void fill(Connection connection, Table table, Export export) throws SQLException, SideFailure {
        String marks = "?, ".repeat(table.columns().size()) + "?";
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + quoted(table.name()) + " values (" + marks + ")")) {
            int[] waiting = {0, 0};
            new ExportReader(table, export).read((line, values) -> {
                try {
                    waiting[1] += add(insert, export.row(line), values);
                    if (++waiting[0] == AT_ONCE || waiting[1] > CHARACTERS_AT_ONCE) {
                        insert.executeBatch();
                        connection.commit();
                        waiting[0] = 0;
                        waiting[1] = 0;
                    }
                } catch (SQLException e) {
                    throw new SideFailure(Remedy.ofQuery(export.name() + " line " + line, e));
                }
            });
            insert.executeBatch();
            connection.commit();
        }
    }

    /** Adds a row to those waiting; tells how many characters it has. */
    private static int add(PreparedStatement insert, String row, List<Optional<String>> values) throws SQLException {
        insert.setString(1, row);
        int characters = 0;
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isPresent()) {
                insert.setString(i + 2, values.get(i).get());
                characters += values.get(i).get().length();
            } else {
                insert.setNull(i + 2, Types.VARCHAR);
            }
        }
        insert.addBatch();
        return characters;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** In capitals, as names without quotes are taken in a query. */
    private static String quoted(String name) {
        return "\"" + name.toUpperCase(Locale.ROOT) + "\"";
    }

    @Override
    public void close() {
        folder.closeQuietly();
    }
}
