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
import rollcall.migrator.extract.ExtractSource.Query;
import rollcall.migrator.extract.Lookups;
import rollcall.migrator.extract.Lookups.Meaning;
import rollcall.migrator.plan.Decisions;
import rollcall.reconciler.table.TableFile;
import rollcall.reconciler.table.TableUnreadable;

/** What legacy's codes mean in its own words, where the plan says where to look: {@code codes: lookups:}. */
public final class Meanings {
    private Meanings() {}

    /**
     * The query that asks legacy; empty where the plan names none, or a table.
     *
     * @throws ExtractFailed if it cannot be read
     */
    public static Optional<Query> query(Decisions decisions) throws ExtractFailed {
        Optional<Path> file = decisions.lookups().filter(Meanings::isQuery);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Query(file.get(), Files.readString(file.get(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new ExtractFailed(
                    "%s cannot be read: %s".formatted(file.get().getFileName(), unreadable.getMessage()), unreadable);
        }
    }

    /**
     * What codes mean, by list and code.
     *
     * @param asked what legacy says
     * @throws ExtractFailed if the table that the plan names instead cannot be read
     */
    public static Map<String, Map<String, String>> of(Decisions decisions, List<Meaning> asked) throws ExtractFailed {
        List<Meaning> all = new ArrayList<>(asked);
        Optional<Path> table = decisions.lookups().filter(it -> !isQuery(it));
        if (table.isPresent()) {
            String place = String.valueOf(table.get().getFileName());
            try {
                all.addAll(table(TableFile.read(table.get(), "code"), place));
            } catch (TableUnreadable unreadable) {
                throw new ExtractFailed(String.valueOf(unreadable.getMessage()), unreadable);
            }
        }
        Map<String, Map<String, String>> meanings = new HashMap<>();
        for (Meaning meaning : all) {
            if (!meaning.code().isEmpty() && !meaning.meaning().isEmpty()) {
                meanings.computeIfAbsent(meaning.list(), it -> new HashMap<>())
                        .putIfAbsent(meaning.code(), meaning.meaning());
            }
        }
        return meanings;
    }

    private static boolean isQuery(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".sql");
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
