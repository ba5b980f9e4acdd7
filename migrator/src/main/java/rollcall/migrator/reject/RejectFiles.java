package rollcall.migrator.reject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.SealedExtract;
import rollcall.migrator.ledger.Ground;
import rollcall.migrator.load.BothVersions;
import rollcall.reconciler.FullDisk;
import rollcall.reconciler.table.TableFile;

/**
 * Writes rejected rows into a folder: {@code rejects-jobs.xlsx} and so on in the extract's own columns, and beside them
 * {@code reasons.xlsx} and, of what both systems have changed, {@code changed-in-both.xlsx}; each as CSV, too. A file that somebody has edited since it was written is kept beside.
 */
public final class RejectFiles {
    private static final List<String> ENDINGS = List.of(".csv", ".xlsx");
    private static final List<String> VERSIONS =
            List.of("population", "reference", "occurrence", "id", "column", "legacy", "new_system");
    private static final List<String> REASONS =
            List.of("population", "reference", "occurrence", "column", "rule", "reason", "line", "job");

    private final Path folder;
    private final WrittenFiles written;
    private final List<String> notes = new ArrayList<>();

    private RejectFiles(Path folder, WrittenFiles written) {
        this.folder = folder;
        this.written = written;
    }

    /**
     * What was written.
     *
     * @param folder where they are
     * @param files the workbooks, or the CSV files where a value does not fit a workbook, with their rows
     * @param notes what somebody should know about them
     */
    public record Written(Path folder, Map<Path, Integer> files, List<String> notes) {
        public Written {
            files = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(files));
            notes = List.copyOf(notes);
        }
    }

    /**
     * Writes all files anew; where nothing of a kind is rejected, its files are removed.
     *
     * @param versions what differs of records that both systems have changed: {@code changed-in-both.xlsx}
     * @throws IOException where the folder cannot be written to; each file is the old one or the new one, whole
     */
    public static Written write(
            Path folder, SealedExtract extract, RejectedRows rejected, List<BothVersions.Line> versions)
            throws IOException {
        WorkFolder.create(folder);
        RejectFiles files = new RejectFiles(folder, WrittenFiles.read(folder));
        Map<Path, Integer> told = new java.util.LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            List<RejectedRow> rows = rejected.of(kind);
            List<String> columns = extract.columns(kind);
            files.table(
                    told,
                    "rejects-" + kind.word(),
                    columns,
                    rows.stream().map(it -> cells(it, columns)).toList());
        }
        files.table(
                told,
                "reasons",
                REASONS,
                rejected.rows().stream().flatMap(it -> reasons(it).stream()).toList());
        files.table(
                told,
                "changed-in-both",
                VERSIONS,
                versions.stream().map(RejectFiles::cells).toList());
        if (rejected.changed() > 0) {
            files.notes.add(
                    "rejected records that have changed in legacy since, or are gone, stand in no file: %,d; run migrate to see what becomes of them"
                            .formatted(rejected.changed()));
        }
        return new Written(folder, told, files.notes);
    }

    private void table(Map<Path, Integer> told, String name, List<String> header, List<List<String>> rows)
            throws IOException {
        for (String ending : ENDINGS) {
            Path file = folder.resolve(name + ending);
            keepEdited(file);
            if (rows.isEmpty()) {
                Files.deleteIfExists(file);
                continue;
            }
            try {
                TableFile.write(file, header, rows);
                WorkFolder.secure(file);
                written.remember(file);
                told.remove(folder.resolve(name + ".csv"));
                told.put(file, rows.size());
            } catch (IOException unfit) {
                if (ending.equals(".csv") || FullDisk.isCauseOf(unfit)) {
                    throw unfit;
                }
                Files.deleteIfExists(file);
                notes.add("%s could not be written (%s)".formatted(file.getFileName(), unfit.getMessage()));
            }
        }
    }

    private void keepEdited(Path file) throws IOException {
        if (!written.isEdited(file)) {
            return;
        }
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        int number = 1;
        Path kept = file;
        while (Files.exists(kept)) {
            kept = folder.resolve("%s-edited-%d%s".formatted(name.substring(0, dot), number++, name.substring(dot)));
        }
        Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
        notes.add("%s had been edited and not replayed; it is kept as %s".formatted(name, kept.getFileName()));
    }

    private static List<String> cells(BothVersions.Line line) {
        return List.of(
                line.identity().kind().word(),
                line.identity().reference(),
                Integer.toString(line.identity().occurrence()),
                line.id(),
                line.column(),
                line.legacy(),
                line.target());
    }

    private static List<String> cells(RejectedRow rejected, List<String> columns) {
        return columns.stream().map(it -> rejected.row().value(it).orElse("")).toList();
    }

    private static List<List<String>> reasons(RejectedRow rejected) {
        List<List<String>> reasons = new ArrayList<>();
        for (Ground ground : rejected.grounds()) {
            reasons.add(List.of(
                    rejected.row().identity().kind().word(),
                    rejected.row().identity().reference(),
                    Integer.toString(rejected.row().identity().occurrence()),
                    ground.column().orElse(""),
                    ground.rule(),
                    ground.words(),
                    Long.toString(rejected.row().line()),
                    ground.job().orElse("")));
        }
        return reasons;
    }
}
