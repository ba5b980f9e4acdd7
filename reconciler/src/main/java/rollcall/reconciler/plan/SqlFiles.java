package rollcall.reconciler.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the plan's SQL files, and refuses placeholders that nothing will fill. */
final class SqlFiles {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\n]*)}?");
    private static final List<String> KNOWN = List.of("target", "as-of");

    private final Path folder;
    private final Faults faults;

    SqlFiles(Path folder, Faults faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /** The file's text, placeholders still in it; empty where it cannot be read. */
    String read(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        Optional<String> text = PlanText.read(folder, file, faults);
        text.ifPresent(sql -> check(PlanText.name(folder, file), sql));
        return text.orElse("");
    }

    private void check(String name, String sql) {
        if (sql.isBlank()) {
            faults.add(name, 0, "is empty; expected a query");
        }
        Matcher matcher = PLACEHOLDER.matcher(sql);
        while (matcher.find()) {
            String placeholder = matcher.group(1);
            if (!KNOWN.contains(placeholder)) {
                long line = sql.substring(0, matcher.start()).lines().count()
                        + (matcher.start() == 0 || sql.charAt(matcher.start() - 1) == '\n' ? 1 : 0);
                faults.add(name, line, "unknown placeholder ${" + placeholder + "}" + Nearest.hint(placeholder, KNOWN));
            }
        }
    }
}
