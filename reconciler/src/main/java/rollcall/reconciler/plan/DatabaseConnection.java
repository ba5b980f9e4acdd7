package rollcall.reconciler.plan;

/**
 * A database that the plan names. Its text shows no password.
 *
 * @param name its name in the plan
 * @param url the JDBC URL, with {@code ${plan}} already put in
 * @param user the user; may be empty
 * @param password from the environment only; may be empty
 * @param schema what {@code ${target}} stands for in SQL files
 */
public record DatabaseConnection(String name, String url, String user, String password, String schema) {
    @Override
    public String toString() {
        return name + " (" + url + " as " + user + ")";
    }
}
