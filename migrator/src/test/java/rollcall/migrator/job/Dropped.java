package rollcall.migrator.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import rollcall.fixtures.server.Database;

/** A council that is not needed any more, so that hundreds of them do not fill the disk. */
final class Dropped {
    private Dropped() {}

    /** Drops its new system where that lies on PostgreSQL, whose databases are large. */
    static void drop(MovedCouncil council) throws SQLException {
        if (council.system().onPostgres()) {
            Database database = council.system().database();
            try (Connection server = DriverManager.getConnection(
                            database.url().replaceAll("/" + database.name() + "$", "/postgres"),
                            database.user(),
                            database.password());
                    Statement statement = server.createStatement()) {
                statement.execute("drop database " + database.name() + " with (force)");
            }
        }
    }

    /** Drops it and removes its folder. */
    static void remove(MovedCouncil council) throws SQLException, IOException {
        drop(council);
        try (Stream<Path> tree = Files.walk(council.folder().root())) {
            List<Path> paths = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }
}
