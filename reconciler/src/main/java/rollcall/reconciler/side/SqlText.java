package rollcall.reconciler.side;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;

/**
 * Puts {@code ${target}} and {@code ${as-of}} into a SQL file; the time as JDBC writes it, which each driver turns into its
 * database's words.
 */
public final class SqlText {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern IDENTIFIER =
            Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*(\\.[\\p{L}_][\\p{L}\\p{N}_$]*)*");
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private SqlText() {}

    /**
     * The text to send to the database.
     *
     * @throws SideFailure if a placeholder is unknown, or the schema is not a plain name
     */
    public static String of(QuerySide side, LocalDateTime asOf) throws SideFailure {
        StringBuilder text = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(side.sql());
        while (matcher.find()) {
            matcher.appendReplacement(text, Matcher.quoteReplacement(value(matcher.group(1), side, asOf)));
        }
        return matcher.appendTail(text).toString();
    }

    private static String value(String placeholder, QuerySide side, LocalDateTime asOf) throws SideFailure {
        return switch (placeholder) {
            case "target" ->
                schema(side.connection().schema(), side.connection().name());
            case "as-of" -> "{ts '" + INSTANT.format(asOf) + "'}";
            default ->
                throw new SideFailure("%s: placeholder '${%s}' is unknown; expected ${target} or ${as-of}"
                        .formatted(side.file().getFileName(), placeholder));
        };
    }

    /** A schema's name that can stand in SQL as it is. */
    public static String schema(String name, String connection) throws SideFailure {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new SideFailure(
                    "plan.yaml: schema '%s' of connection '%s' is not a plain name; expected letters, digits and _"
                            .formatted(name, connection));
        }
        return name;
    }
}
