package rollcall.migrator.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollcall.migrator.EmbeddedH2;
import rollcall.reconciler.FullDisk;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.ExportedFiles;
import rollcall.reconciler.plan.ExportedFiles.Export;
import rollcall.reconciler.plan.ExportedFiles.Table;

/**
 * The tables of exported files, in a database of their own that lasts as long as the extraction: every value as text, null
 * where it is blank. A row is in memory for as long as its batch, so that the files may be of any length.
 */
final class ExportedTables {
    private static final int BATCH = 2_000;
    private static final int BATCH_OF_TEXT = 4_000_000;
    private static final String USER = "sa";

    private final ExportedFiles files;
    private final Connection database;
    private final Progress.Task task;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    private ExportedTables(ExportedFiles files, Connection database, Progress.Task task) {
        this.files = files;
        this.database = database;
        this.task = task;
    }

    /**
     * What can be asked of legacy, for as long as it is open.
     *
     * @param database legacy itself, or the tables of its exported files
     * @param folder where those tables are; they go when it is closed
     */
    record Readable(DatabaseConnection database, Optional<Path> folder) implements AutoCloseable {
        boolean isOfFiles() {
            return folder.isPresent();
        }

        @Override
        public void close() throws IOException {
            if (folder.isPresent()) {
                ExtractFolder.remove(folder.get());
            }
        }
    }

    /** Legacy itself; where exported files stand for its database, their tables, made in the work folder. */
    static Readable readable(DatabaseConnection legacy, ExtractFolder work, Progress progress)
            throws ExtractFailed, IOException {
        Optional<ExportedFiles> files = legacy.files();
        if (files.isEmpty()) {
            return new Readable(legacy, Optional.empty());
        }
        Path folder = work.partial();
        try {
            return new Readable(laidOut(legacy, files.get(), folder, progress), Optional.of(folder));
        } catch (ExtractFailed | RuntimeException failed) {
            ExtractFolder.remove(folder);
            throw failed;
        }
    }

    private static DatabaseConnection laidOut(
            DatabaseConnection legacy, ExportedFiles files, Path folder, Progress progress) throws ExtractFailed {
        String url = "jdbc:h2:file:" + folder.resolve("tables").toAbsolutePath() + ";TRACE_LEVEL_FILE=0";
        try (Connection database =
                        EmbeddedH2.guarded(DriverManager.getConnection(url + ";MAX_COMPACT_TIME=0", USER, ""));
                Progress.Task task = progress.begin("reading exported files", -1)) {
            ExportedTables tables = new ExportedTables(files, database, task);
            tables.load();
            database.close();
            tables.check(url);
        } catch (SQLException failed) {
            throw new ExtractFailed(
                    "the exported files cannot be laid out in %s: %s; check its rights and the free space"
                            .formatted(folder, FullDisk.told(failed, Snapshot.words(failed))),
                    failed);
        }
        return legacy.laidOut(url, USER);
    }

    private void load() throws ExtractFailed, SQLException {
        database.setAutoCommit(false);
        for (Table table : files.tables()) {
            create(table);
            for (Export export : table.files()) {
                fill(table, export);
            }
            index(table);
        }
        database.commit();
        // What cannot be written is told here, and not when the database is closed.
        execute("checkpoint sync");
    }

    /** Counts all rows again: who closes a database is not told that its last rows could not be written. */
    private void check(String url) throws ExtractFailed, SQLException {
        try (Connection written = DriverManager.getConnection(url + ";ACCESS_MODE_DATA=r", USER, "");
                Statement statement = written.createStatement()) {
            for (Map.Entry<String, Long> table : counts.entrySet()) {
                try (ResultSet count = statement.executeQuery("select count(*) from " + sql(table.getKey()))) {
                    count.next();
                    if (count.getLong(1) != table.getValue()) {
                        throw new SQLException("only %d of the %d rows of '%s' could be written"
                                .formatted(count.getLong(1), table.getValue(), table.getKey()));
                    }
                }
            }
        }
    }

    private void create(Table table) throws SQLException {
        String columns = table.columns().keySet().stream()
                .map(it -> ", " + sql(it) + " varchar")
                .collect(Collectors.joining());
        execute("create table %s (%s varchar%s)".formatted(sql(table.name()), sql(ExportedFiles.ROW), columns));
    }

    private void fill(Table table, Export export) throws ExtractFailed, SQLException {
        String places =
                Stream.generate(() -> ", ?").limit(table.columns().size()).collect(Collectors.joining());
        int rows = 0;
        int waiting = 0;
        int text = 0;
        try (ExportedRows reader = ExportedRows.open(table, export);
                PreparedStatement insert =
                        database.prepareStatement("insert into %s values (?%s)".formatted(sql(table.name()), places))) {
            for (Optional<List<String>> row = reader.next(); row.isPresent(); row = reader.next()) {
                insert.setString(1, export.row(reader.line()));
                int column = 2;
                for (String value : row.get()) {
                    insert.setString(column++, value.isEmpty() ? null : value);
                    text += value.length();
                }
                insert.addBatch();
                rows++;
                if (++waiting == BATCH || text > BATCH_OF_TEXT) {
                    flush(insert);
                    waiting = 0;
                    text = 0;
                }
            }
            flush(insert);
        }
        counts.merge(table.name(), (long) rows, Long::sum);
        if (rows == 0) {
            throw new ExtractFailed("%s holds no row under its header; export it again, or take it out of plan.yaml"
                    .formatted(export.name()));
        }
    }

    private void flush(PreparedStatement insert) throws SQLException {
        task.advance(insert.executeBatch().length);
        database.commit();
    }

    private void index(Table table) throws SQLException {
        for (String key : table.keys()) {
            execute("create index on %s (%s)".formatted(sql(table.name()), sql(key)));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The plan's name as SQL without quotes finds it, even where it is a word of SQL's own. */
    private static String sql(String name) {
        return '"' + name.toUpperCase(Locale.ROOT) + '"';
    }
}
