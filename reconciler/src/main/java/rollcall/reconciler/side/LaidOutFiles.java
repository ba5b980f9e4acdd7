package rollcall.reconciler.side;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import rollcall.reconciler.FullDisk;
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
                            .formatted(
                                    place.name(),
                                    files.work(),
                                    FullDisk.told(e, e.getClass().getSimpleName())));
        }
    }

    /** Where the tables are. */
    DatabaseConnection database() {
        return database;
    }

    private static void layOut(ExportedFiles files, String url) throws SQLException, SideFailure {
        UnchangedFiles unchanged = UnchangedFiles.of(files);
        Map<Table, Long> counts = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(url, OWNER, "")) {
            connection.setAutoCommit(false);
            for (Table table : files.tables()) {
                run(connection, definition(table));
                long count = 0;
                for (Export export : table.files()) {
                    count += fill(connection, table, export);
                }
                counts.put(table, count);
                for (String key : table.keys()) {
                    run(connection, "create index on " + quoted(table.name()) + " (" + quoted(key) + ")");
                }
            }
            connection.commit();
            // What cannot be written is told here; whoever closes a database is not told.
            run(connection, "checkpoint sync");
        }
        recount(counts, url);
        unchanged.check();
    }

    private static void recount(Map<Table, Long> counts, String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url + ";ACCESS_MODE_DATA=r", OWNER, "");
                Statement statement = connection.createStatement()) {
            for (Map.Entry<Table, Long> table : counts.entrySet()) {
                try (ResultSet row = statement.executeQuery(
                        "select count(*) from " + quoted(table.getKey().name()))) {
                    if (!row.next() || row.getLong(1) != table.getValue()) {
                        throw new SQLException("rows are missing");
                    }
                }
            }
        }
    }

    private static String definition(Table table) {
        StringJoiner columns = new StringJoiner(", ", "create table " + quoted(table.name()) + " (", ")");
        columns.add(quoted(ExportedFiles.ROW) + " varchar");
        table.columns().keySet().forEach(it -> columns.add(quoted(it) + " varchar"));
        return columns.toString();
    }

    /** Writes the rows of a file, and tells how many they are. */
    private static long fill(Connection connection, Table table, Export export) throws SQLException, SideFailure {
        String marks = "?, ".repeat(table.columns().size()) + "?";
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + quoted(table.name()) + " values (" + marks + ")")) {
            int[] waiting = {0, 0};
            long[] all = {0};
            new ExportReader(table, export).read((line, values) -> {
                try {
                    all[0]++;
                    waiting[1] += add(insert, export.row(line), values);
                    if (++waiting[0] == AT_ONCE || waiting[1] > CHARACTERS_AT_ONCE) {
                        insert.executeBatch();
                        connection.commit();
                        waiting[0] = 0;
                        waiting[1] = 0;
                    }
                } catch (SQLException e) {
                    throw new SideFailure(
                            FullDisk.isCauseOf(e)
                                    ? export.name()
                                            + " cannot be laid out in the plan's work folder: its disk is full; make"
                                            + " space, then run this again"
                                    : Remedy.ofQuery(export.name() + " line " + line, e));
                }
            });
            insert.executeBatch();
            connection.commit();
            return all[0];
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
