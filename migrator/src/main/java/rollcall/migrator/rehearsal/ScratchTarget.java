package rollcall.migrator.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollcall.migrator.extract.H2Url;
import rollcall.migrator.plan.LoadPlan;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Plan;

/**
 * Where a rehearsal loads: a copy of an H2 target in the plan's work folder, or an empty copy of the schema that somebody
 * has made. The target itself is only read, through a connection that cannot write.
 */
final class ScratchTarget {
    private static final String LEDGER = "rollcall";

    private ScratchTarget() {}

    /**
     * Copies an H2 target, without the ledger and without the rows of the load's tables.
     *
     * @param folder emptied first
     * @return the target's connection, pointing at the copy
     */
    static DatabaseConnection copy(DatabaseConnection target, LoadPlan load, Path folder) throws RehearsalFailed {
        H2Url url = H2Url.parse(target.url());
        Path script = folder.resolve("copy.sql");
        DatabaseConnection scratch = target.at(url.at(folder.resolve("scratch")));
        try {
            createEmpty(folder);
            try (Connection original = open(target, url.readOnly())) {
                script(original, script);
            }
            try (Connection copy = open(scratch, scratch.url())) {
                run(copy, script);
                new LoadedTables(copy, load, target.schema()).empty();
                try (Statement statement = copy.createStatement()) {
                    // What cannot be written is told here; whoever closes a database is not told.
                    statement.execute("checkpoint sync");
                }
            } finally {
                Files.deleteIfExists(script);
            }
            return scratch;
        } catch (SQLException refused) {
            throw new RehearsalFailed(
                    "target '%s' cannot be copied for the rehearsal (%s); it must not be open in another process, and its user must be allowed to read all of it. Or give an empty copy with --into URL"
                            .formatted(target.name(), state(refused)),
                    refused);
        } catch (IOException failed) {
            throw new RehearsalFailed("%s cannot be written to: %s".formatted(folder, failed), failed);
        }
    }

    /**
     * Takes an empty copy of the schema that somebody has made.
     *
     * @throws RehearsalRefused if it is one of the plan's own databases, or holds rows where the load will write
     */
    static DatabaseConnection into(Plan plan, DatabaseConnection target, LoadPlan load, String url)
            throws RehearsalRefused, RehearsalFailed {
        DatabaseConnection scratch = target.at(url);
        for (DatabaseConnection real : plan.connections().values()) {
            if (SameDatabase.reachedBy(real, scratch)) {
                throw new RehearsalRefused(
                        "--into '%s' is the plan's own connection '%s'; a rehearsal needs an empty copy of the new system's schema"
                                .formatted(url, real.name()));
            }
        }
        try (Connection connection = open(scratch, url)) {
            Optional<String> filled = new LoadedTables(connection, load, scratch.schema()).firstWithRows();
            if (filled.isPresent()) {
                throw new RehearsalRefused(
                        "--into '%s': table '%s' has rows; give an empty copy of the new system's schema"
                                .formatted(url, filled.get()));
            }
            return scratch;
        } catch (SQLException refused) {
            throw new RehearsalFailed(
                    "--into '%s' cannot be opened (%s); check the url, and that user and password of connection '%s' are right there too"
                            .formatted(url, state(refused), target.name()),
                    refused);
        }
    }

    private static Connection open(DatabaseConnection as, String url) throws SQLException {
        return DriverManager.getConnection(url, as.user(), as.password());
    }

    private static void script(Connection original, Path script) throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (Statement statement = original.createStatement();
                ResultSet rows = statement.executeQuery("select schema_name from information_schema.schemata")) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (!name.equalsIgnoreCase("information_schema") && !name.equalsIgnoreCase(LEDGER)) {
                    schemas.add("\"" + name.replace("\"", "\"\"") + "\"");
                }
            }
        }
        try (PreparedStatement copy = original.prepareStatement("script nosettings to ? charset 'UTF-8' schema "
                + schemas.stream().collect(Collectors.joining(", ")))) {
            copy.setString(1, script.toAbsolutePath().toString());
            copy.execute();
        }
    }

    private static void run(Connection copy, Path script) throws SQLException {
        try (PreparedStatement run = copy.prepareStatement("runscript from ? charset 'UTF-8'")) {
            run.setString(1, script.toAbsolutePath().toString());
            run.execute();
        }
    }

    private static void createEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static String state(SQLException refused) {
        return "SQL state " + refused.getSQLState() + ", error " + refused.getErrorCode();
    }
}
