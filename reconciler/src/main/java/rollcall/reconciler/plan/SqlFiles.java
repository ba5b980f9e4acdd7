package rollcall.reconciler.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the plan's SQL files, puts a side's own values into them, and refuses placeholders that nothing will fill. */
final class SqlFiles {
    /** What every query may name. */
    static final List<String> OWN = List.of("target", "as-of");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\n]*)}?");

    private final Path folder;
    private final Faults faults;

    SqlFiles(Path folder, Faults faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /**
     * The file's text, with these values in the places of their names, and with {@code ${target}} and {@code ${as-of}} still
     * in it; empty where it cannot be read.
     */
    String read(Path file, QueryValues values) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        Optional<String> text = PlanText.read(folder, file, faults);
        text.ifPresent(sql -> check(PlanText.name(folder, file), sql, values));
        return text.map(sql -> filled(sql, values.texts())).orElse("");
    }

    private void check(String name, String sql, QueryValues values) {
        if (sql.isBlank()) {
            faults.add(name, 0, "is empty; expected a query");
        }
        List<String> known =
                Stream.concat(OWN.stream(), values.texts().keySet().stream()).toList();
        Matcher matcher = PLACEHOLDER.matcher(sql);
        while (matcher.find()) {
            String placeholder = matcher.group(1);
            if (!known.contains(placeholder) && !values.excuses(placeholder)) {
                long line = sql.substring(0, matcher.start()).lines().count()
                        + (matcher.start() == 0 || sql.charAt(matcher.start() - 1) == '\n' ? 1 : 0);
                faults.add(name, line, "unknown placeholder ${" + placeholder + "}" + Nearest.hint(placeholder, known));
            }
        }
        for (String value : values.texts().keySet()) {
            if (!sql.contains("${" + value + "}")) {
                faults.add(
                        name,
                        0,
                        "does not name ${%s}, which a side of the plan puts into it; name it, or take it out of with:"
                                .formatted(value));
            }
        }
    }

    private static String filled(String sql, Map<String, String> values) {
        String filled = sql;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
