package rollcall.migrator.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.plan.DatabaseConnection;

/** Whether two connections reach one database, however their URLs spell it: a rehearsal must never load the real target. */
final class SameDatabase {
    private static final String H2 = "jdbc:h2:";
    private static final Map<String, String> SERVERS = Map.of(
            "jdbc:postgresql:", "select current_database() || ' of the server started ' || pg_postmaster_start_time()",
            "jdbc:mariadb:", "select concat_ws(' ', database(), @@hostname, @@port, @@datadir)");

    private SameDatabase() {}

    static boolean reachedBy(DatabaseConnection one, DatabaseConnection other) {
        if (place(one.url()).equals(place(other.url()))) {
            return true;
        }
        Optional<String> server = server(one);
        return server.isPresent() && server.equals(server(other));
    }

    private static String place(String url) {
        String place = url.split("[;?]", 2)[0];
        if (!place.startsWith(H2)) {
            return place.toLowerCase(Locale.ROOT);
        }
        String file = place.substring(H2.length());
        file = file.startsWith("file:") ? file.substring("file:".length()) : file;
        if (file.startsWith("mem:") || file.startsWith("tcp:") || file.startsWith("ssl:")) {
            return place;
        }
        return H2 + real(file.startsWith("~") ? System.getProperty("user.home") + file.substring(1) : file);
    }

    /** The file that a path leads to: without {@code ..}, and behind links. */
    private static String real(String path) {
        try {
            Path file = Path.of(path + ".mv.db");
            return (Files.exists(file)
                            ? file.toRealPath()
                            : file.toAbsolutePath().normalize())
                    .toString();
        } catch (IOException | InvalidPathException unusable) {
            return path;
        }
    }

    /** The server's own word for where a connection leads; empty for other systems, or where it does not answer. */
    private static Optional<String> server(DatabaseConnection database) {
        Optional<String> question = SERVERS.entrySet().stream()
                .filter(it -> database.url().startsWith(it.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (question.isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question.get())) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        } catch (SQLException unreachable) {
            return Optional.empty();
        }
    }
}
