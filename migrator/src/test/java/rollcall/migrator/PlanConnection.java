package rollcall.migrator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rollcall.fixtures.server.Database;

/** A connection of a plan's, by its name, that a test has point to another database. */
public record PlanConnection(Path plan, String name) {
    /** Writes the connection anew: this database, its account without a password, this schema. */
    public void is(Database database, String schema) throws IOException {
        Path file = plan.resolve("plan.yaml");
        String text = Files.readString(file);
        Matcher connection =
                Pattern.compile("(?m)^  " + name + ":\\n(    .*\\n)+").matcher(text);
        if (!connection.find()) {
            throw new IllegalStateException(file + " has no connection '" + name + "'");
        }
        Files.writeString(
                file, text.replace(connection.group(), """
                  %s:
                    url: %s
                    user: %s
                    schema: %s
                """.formatted(name, database.url(), database.user(), schema)));
    }
}
