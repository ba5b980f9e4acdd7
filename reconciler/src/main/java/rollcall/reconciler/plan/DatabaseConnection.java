package rollcall.reconciler.plan;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database that the plan names. Its text shows no password.
 *
 * @param name its name in the plan
 * @param url the JDBC URL, with {@code ${plan}} already put in
 * @param user the user; may be empty
 * @param password from the environment only; may be empty
 * @param schema what {@code ${target}} stands for in SQL files
 * @param snapshot how all queries come to see one moment
 * @param rowsPerSecond how many rows are read from it in a second at the most; empty where it may be read as fast as it can
 * @param files the exported files that stand for a database; a connection with them has no URL, and can only be read
 */
public record DatabaseConnection(
        String name,
        String url,
        String user,
        String password,
        String schema,
        SnapshotMode snapshot,
        OptionalInt rowsPerSecond,
        Optional<ExportedFiles> files) {

    private static final Pattern CATALOGUE = Pattern.compile("^jdbc:(?:mariadb|mysql):.*?//[^/]*/([^?;]+)");

    /** How all queries of a connection come to see one moment. */
    public enum SnapshotMode {
        /** In one transaction where the database gives one snapshot to all its queries, else read twice. */
        AS_IT_CAN,
        /** {@code one}: in one transaction; the plan vouches for it, for instance because nobody writes there. */
        ONE,
        /** {@code read-twice}: each query is read until two readings in a row agree. */
        READ_TWICE
    }

    /** Whether it leads where another does, whatever the two are called. */
    boolean isSameDatabase(DatabaseConnection other) {
        return name.equals(other.name)
                || !url.isEmpty() && url.equals(other.url) && schema.equalsIgnoreCase(other.schema);
    }

    /** A connection whose database is left to give what it can. */
    public DatabaseConnection(String name, String url, String user, String password, String schema) {
        this(name, url, user, password, schema, SnapshotMode.AS_IT_CAN);
    }

    /** A connection to a database whose queries see one moment in this way. */
    public DatabaseConnection(
            String name, String url, String user, String password, String schema, SnapshotMode snapshot) {
        this(name, url, user, password, schema, snapshot, Optional.empty());
    }

    /** A connection that may be read as fast as it can. */
    public DatabaseConnection(
            String name,
            String url,
            String user,
            String password,
            String schema,
            SnapshotMode snapshot,
            Optional<ExportedFiles> files) {
        this(name, url, user, password, schema, snapshot, OptionalInt.empty(), files);
    }

    /** A connection whose tables are exported files. */
    static DatabaseConnection of(String name, ExportedFiles files) {
        return new DatabaseConnection(name, "", "", "", "public", SnapshotMode.ONE, Optional.of(files));
    }

    /**
     * The same connection at another place. On MariaDB, where a schema is a database, its schema is the one of that place: or
     * a rehearsal would write into the real one.
     */
    public DatabaseConnection at(String elsewhere) {
        return new DatabaseConnection(
                name, elsewhere, user, password, catalogue(elsewhere).orElse(schema), snapshot, rowsPerSecond, files);
    }

    /** The same connection, read no faster than this. */
    public DatabaseConnection atMost(int rows) {
        return new DatabaseConnection(name, url, user, password, schema, snapshot, OptionalInt.of(rows), files);
    }

    /**
     * The schema of a ledger in this database: on MariaDB, where a schema is a database, one beside it by its name.
     *
     * @param elsewhere how it is called on any other
     */
    public String ledgerSchema(String elsewhere) {
        return catalogue(url).map(it -> it + "_rollcall").orElse(elsewhere);
    }

    /** The database that a URL of MariaDB or MySQL names. */
    private static Optional<String> catalogue(String url) {
        Matcher matcher = CATALOGUE.matcher(url);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** A database of our own that holds what exported files do, for its only user. */
    public DatabaseConnection laidOut(String at, String owner) {
        return new DatabaseConnection(name, at, owner, "", schema, SnapshotMode.ONE);
    }

    @Override
    public String toString() {
        return files.isPresent() ? name + " (exported files)" : name + " (" + url + " as " + user + ")";
    }
}
