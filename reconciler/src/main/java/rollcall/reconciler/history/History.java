package rollcall.reconciler.history;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import rollcall.reconciler.consistency.Found;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.sort.KeyGroups;
import rollcall.reconciler.sort.MergedGroups;
import rollcall.reconciler.sort.NoRows;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowFile;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.SpillFolder;
import rollcall.reconciler.sort.Values;

/**
 * The exceptions of the last run, in {@code history/exceptions.<reconciliation>}: rows with population and reference as the
 * key, then class, first seen, and in how many runs in a row. Merged with this run's exceptions in the order of their keys.
 */
public final class History {
    private static final int FINDINGS = 0;
    private static final int BEFORE = 1;

    private final Path folder;
    private final Path file;
    private final List<String> notes = new ArrayList<>();

    /**
     * The history of one reconciliation.
     *
     * @param work the plan's work folder
     * @param reconciliation its name as a file name
     */
    public History(Path work, String reconciliation) {
        this.folder = work.resolve("history");
        this.file = folder.resolve("exceptions." + reconciliation);
    }

    /** Writes a finding under its key in the history. */
    public static void add(Finding finding, RowSorter findings) throws IOException {
        FindingRow.write(finding, key(finding, findings.writer())).end();
    }

    private static RowWriter key(Finding finding, RowWriter row) {
        return row.begin()
                .keyByte(finding.population().ordinal())
                .keyLast(finding.reference())
                .endKey();
    }

    /**
     * Gives each finding its age and hands it on.
     *
     * @param findings written with {@link #add}
     * @param next takes what the next run will find here
     */
    public void age(RowSorter findings, RowSorter next, Found found) throws IOException {
        try (SortedRows now = findings.sorted();
                SortedRows before = before()) {
            MergedGroups groups = new MergedGroups(List.of(new KeyGroups(now), new KeyGroups(before)));
            while (groups.advance()) {
                for (Row row : groups.rows(FINDINGS)) {
                    Finding finding = FindingRow.read(row.values());
                    Finding aged = groups.count(BEFORE) > 0 ? older(finding, groups.first(BEFORE)) : finding;
                    key(aged, next.writer())
                            .text(aged.type().name())
                            .time(aged.firstSeen())
                            .number(aged.ageRuns())
                            .end();
                    found.found(aged);
                }
            }
        }
    }

    private static Finding older(Finding finding, Row before) {
        Values values = before.values();
        values.skip();
        long minutes = values.number(0);
        LocalDateTime firstSeen = LocalDateTime.ofEpochSecond(minutes * 60, 0, ZoneOffset.UTC);
        return finding.withAge(firstSeen, (int) values.number(0) + 1);
    }

    private SortedRows before() throws IOException {
        if (!Files.exists(file)) {
            return new NoRows();
        }
        try {
            RowFile.check(file);
            return RowFile.open(file);
        } catch (IOException e) {
            notes.add("The history of former runs could not be read: the age of exceptions begins anew.");
            Files.move(
                    file, file.resolveSibling(file.getFileName() + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
            return new NoRows();
        }
    }

    /** Puts this run's exceptions in the place of the last run's, whole or not at all. */
    public void keep(RowSorter next) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, SpillFolder.only(folder, "rwx------"));
        }
        Path fresh = Files.createTempFile(folder, "exceptions", ".new", SpillFolder.only(folder, "rw-------"));
        try (SortedRows rows = next.sorted()) {
            RowFile.write(fresh, rows);
            try {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** What a reader should know of the history itself. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
