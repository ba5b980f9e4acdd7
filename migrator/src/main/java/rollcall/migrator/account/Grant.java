package rollcall.migrator.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of MariaDB's or MySQL's SHOW GRANTS that lets somebody write.
 *
 * @param schema as LIKE takes it, {@code %} for all
 * @param table its name; empty for all of the schema
 * @param rights those that write, {@code INSERT} or {@code UPDATE of some columns}
 */
record Grant(String schema, Optional<String> table, List<String> rights) {
    /** In the quotation marks of ANSI_QUOTES, too. */
    private static final String NAME = "[`\"]((?:[^`\"]|``|\"\")*)[`\"]";

    private static final Pattern ON_TABLES = Pattern.compile(
            "GRANT (.*?) ON (?:TABLE )?(?:(\\*)|" + NAME + ")\\.(?:(\\*)|" + NAME + ") TO .*", Pattern.DOTALL);
    private static final Pattern ROLES = Pattern.compile(
            "GRANT (" + NAME + "(?:@" + NAME + ")?(?:, ?" + NAME + "(?:@" + NAME + ")?)*) TO .*", Pattern.DOTALL);

    private static final Pattern NOT_OF_TABLES =
            Pattern.compile("GRANT (.*? ON (PROCEDURE|FUNCTION|PACKAGE|PACKAGE BODY) .*|PROXY ON .*)", Pattern.DOTALL);

    /** TRUNCATE needs DROP; ALTER can take a column away. */
    private static final Set<String> WRITING =
            Set.of("INSERT", "UPDATE", "DELETE", "DROP", "ALTER", "ALL PRIVILEGES", "ALL", "DELETE HISTORY");

    Grant {
        rights = List.copyOf(rights);
    }

    /** What a line lets write; empty where it is nothing, or nothing in tables. */
    static Optional<Grant> of(String line) {
        Matcher matcher = ON_TABLES.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> rights = new ArrayList<>();
        // Columns stand in brackets, with commas between them.
        for (String right : matcher.group(1).split(",(?![^(]*\\))")) {
            String word = right.replaceAll("\\(.*", "").strip().toUpperCase(Locale.ROOT);
            if (WRITING.contains(word)) {
                rights.add(right.contains("(") ? word + " of some columns" : word);
            }
        }
        return rights.isEmpty()
                ? Optional.empty()
                : Optional.of(new Grant(
                        matcher.group(2) == null ? name(matcher.group(3)) : "%",
                        Optional.ofNullable(matcher.group(5)).map(Grant::name),
                        rights));
    }

    /** The roles that a line gives, as SQL names them; none where it gives none. */
    static List<String> roles(String line) {
        Matcher matcher = ROLES.matcher(line);
        return matcher.matches() ? List.of(matcher.group(1).split(", ?(?=[`\"])")) : List.of();
    }

    /** Whether this is no grant, or one that is understood. */
    static boolean understands(String line) {
        return !line.startsWith("GRANT ")
                || NOT_OF_TABLES.matcher(line).matches()
                || ON_TABLES.matcher(line).matches()
                || ROLES.matcher(line).matches();
    }

    /** Whether it holds for all there is. */
    boolean isOfEverything() {
        return schema.equals("%") && table.isEmpty();
    }

    private static String name(String quoted) {
        return quoted.replace("``", "`").replace("\"\"", "\"");
    }
}
