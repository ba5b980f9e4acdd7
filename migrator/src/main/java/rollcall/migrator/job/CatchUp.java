package rollcall.migrator.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Action;
import rollcall.migrator.ledger.Deed;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Run;
import rollcall.migrator.ledger.RunEntry;
import rollcall.reconciler.FullDisk;

/**
 * What a run has done where an earlier one had loaded already: told in sums, and in a file for each record. References only.
 *
 * @param run its number
 * @param since the run before it
 * @param file a line for each record that was not as before
 * @param counts by what was done, then by kind
 */
public record CatchUp(long run, long since, Path file, Map<String, Map<Kind, Long>> counts) {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("population", "reference", "occurrence", "done", "detail", "id")
            .get();
    private static final EnumSet<Action> ALL = EnumSet.allOf(Action.class);

    /**
     * Writes the file of this run, and those that earlier ones were stopped before they had written; nothing for the first
     * run.
     *
     * @return what the last of them has done; empty where there is nothing new to tell
     */
    static Optional<CatchUp> write(Migration migration, Ledger ledger, Run run) throws MigrationFailed {
        List<RunEntry> runs = ledger.runs();
        Optional<CatchUp> written = Optional.empty();
        for (int i = 1; i < runs.size(); i++) {
            RunEntry one = runs.get(i);
            Path file = file(migration, one.number());
            if (one.number() == run.numberOr(0) || (one.kind().equals(migration.command()) && !Files.exists(file))) {
                written =
                        Optional.of(write(ledger, one.number(), runs.get(i - 1).number(), file));
            }
        }
        return written;
    }

    private static Path file(Migration migration, long number) {
        return migration
                .plan()
                .workFolder()
                .resolve(migration.isRehearsal() ? "catch-up-rehearsed" : "catch-up")
                .resolve("run-%06d.csv".formatted(number));
    }

    private static CatchUp write(Ledger ledger, long number, long since, Path file) throws MigrationFailed {
        Map<String, Map<Kind, Long>> counts = new LinkedHashMap<>();
        try {
            Files.createDirectories(file.getParent());
            Path partial = file.resolveSibling(file.getFileName() + ".partial");
            try (CSVPrinter csv = new CSVPrinter(Files.newBufferedWriter(partial, StandardCharsets.UTF_8), FORMAT)) {
                ledger.deeds(number, ALL, deed -> {
                    counts.computeIfAbsent(deed.words(), it -> new EnumMap<>(Kind.class))
                            .merge(deed.identity().kind(), 1L, Long::sum);
                    print(csv, deed);
                });
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | UncheckedIOException failed) {
            throw new MigrationFailed(
                    "all is loaded that could be, but what was done cannot be written into %s (%s); check rights and space. The ledger has it: rollcall ledger"
                            .formatted(file, FullDisk.told(failed, String.valueOf(failed.getMessage()))),
                    failed);
        }
        return new CatchUp(number, since, file, counts);
    }

    /** The file, from the work folder on. */
    String name() {
        return file.subpath(file.getNameCount() - 2, file.getNameCount()).toString();
    }

    private static void print(CSVPrinter csv, Deed deed) {
        try {
            csv.printRecord(new ArrayList<>(List.of(
                    deed.identity().kind().word(),
                    deed.identity().reference(),
                    Integer.toString(deed.identity().occurrence()),
                    deed.words(),
                    deed.detail().orElse(""),
                    deed.targetId().orElse(""))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
