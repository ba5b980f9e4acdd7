package rollcall.reconciler.plan;

import java.util.Optional;

/**
 * A database that the plan names. Its text shows no password.
 *
 * @param name its name in the plan
 * @param url the JDBC URL, with {@code ${plan}} already put in
 * @param user the user; may be empty
 * @param password from the environment only; may be empty
 * @param schema what {@code ${target}} stands for in SQL files
 * @param files the exported files that stand for a database; a connection with them has no URL, and can only be read
 */
public record DatabaseConnection(
        String name, String url, String user, String password, String schema, Optional<ExportedFiles> files) {

    /** A connection to a database. */
    public DatabaseConnection(String name, String url, String user, String password, String schema) {
        this(name, url, user, password, schema, Optional.empty());
    }

    /** A connection whose tables are exported files. */
    static DatabaseConnection of(String name, ExportedFiles files) {
        return new DatabaseConnection(name, "", "", "", "public", Optional.of(files));
    }

    @Override
    public String toString() {
        return files.isPresent() ? name + " (exported files)" : name + " (" + url + " as " + user + ")";
    }
}
