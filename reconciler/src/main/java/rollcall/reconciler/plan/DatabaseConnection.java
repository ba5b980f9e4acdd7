package rollcall.reconciler.plan;

/**
 * A database that the plan names. Its text shows no password.
 *
 * @param name its name in the plan
 * @param url the JDBC URL, with {@code ${plan}} already put in
 * @param user the user; may be empty
 * @param password from the environment only; may be empty
 * @param schema what {@code ${target}} stands for in SQL files
 * @param snapshot how all queries come to see one moment
 */
public record DatabaseConnection(
        String name, String url, String user, String password, String schema, SnapshotMode snapshot) {

    /** How all queries of a connection come to see one moment. */
    public enum SnapshotMode {
        /** In one transaction where the database gives one snapshot to all its queries, else read twice. */
        AS_IT_CAN,
        /** {@code one}: in one transaction; the plan vouches for it, for instance because nobody writes there. */
        ONE,
        /** {@code read-twice}: each query is read until two readings in a row agree. */
        READ_TWICE
    }

    /** A connection whose database is left to give what it can. */
    public DatabaseConnection(String name, String url, String user, String password, String schema) {
        this(name, url, user, password, schema, SnapshotMode.AS_IT_CAN);
    }

    @Override
    public String toString() {
        return name + " (" + url + " as " + user + ")";
    }
}
