package rollcall.migrator.decision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.extract.Lookups;
import rollcall.migrator.extract.Lookups.Meaning;
import rollcall.migrator.plan.Decisions;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.table.TableFile;
import rollcall.reconciler.table.TableUnreadable;

/** What legacy's codes mean in its own words, where the plan says where to look: {@code codes: lookups:}. */
public final class Meanings {
    private Meanings() {}

    /**
     * Reads them, by list and code; none where the plan does not say where.
     *
     * @param plan the plan's folder, to which messages are relative
     * @throws ExtractFailed if they cannot be read
     */
    public static Map<String, Map<String, String>> of(Decisions decisions, DatabaseConnection legacy, Path plan)
            throws ExtractFailed {
        Optional<Path> lookups = decisions.lookups();
        if (lookups.isEmpty()) {
            return Map.of();
        }
        Map<String, Map<String, String>> meanings = new HashMap<>();
        for (Meaning meaning : read(lookups.get(), legacy, plan)) {
            if (!meaning.code().isEmpty() && !meaning.meaning().isEmpty()) {
                meanings.computeIfAbsent(meaning.list(), it -> new HashMap<>())
                        .putIfAbsent(meaning.code(), meaning.meaning());
            }
        }
        return meanings;
    }

    private static List<Meaning> read(Path file, DatabaseConnection legacy, Path plan) throws ExtractFailed {
        String place = plan.relativize(file).toString().replace('\\', '/');
        try {
            return file.toString().toLowerCase(Locale.ROOT).endsWith(".sql")
                    ? Lookups.ask(legacy, place, Files.readString(file, StandardCharsets.UTF_8))
                    : table(TableFile.read(file, "code"), place);
        } catch (IOException | TableUnreadable unreadable) {
            throw new ExtractFailed("%s cannot be read: %s".formatted(place, unreadable.getMessage()), unreadable);
        }
    }

    private static List<Meaning> table(TableFile table, String place) throws ExtractFailed {
        List<String> header =
                table.header().stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
        if (!header.containsAll(Lookups.COLUMNS)) {
            throw new ExtractFailed("%s: lacks one of the columns list, code and meaning".formatted(place));
        }
        List<Meaning> meanings = new ArrayList<>();
        for (TableFile.Line line : table.lines()) {
            meanings.add(new Meaning(
                    line.cells().get(header.indexOf("list")),
                    line.cells().get(header.indexOf("code")),
                    line.cells().get(header.indexOf("meaning"))));
        }
        return meanings;
    }
}
