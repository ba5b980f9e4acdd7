package rollcall.reconciler.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.consistency.Found;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.sort.KeyGroups;
import rollcall.reconciler.sort.MergedGroups;
import rollcall.reconciler.sort.NoRows;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowFile;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.SpillFolder;

/**
 * The exceptions of the last run, in {@code history/exceptions.<reconciliation>}: rows with population and reference as the
 * key, merged with this run's in the order of their keys; those that somebody had accepted, in {@code history/accepted.<…>};
 * and what each run has changed of them, in {@link Changes}.
 */
public final class History {
    static final String EXCEPTIONS = "exceptions.";
    static final String ACCEPTED = "accepted.";
    private static final int FINDINGS = 0;
    private static final int BEFORE = 1;

    private final Path folder;
    private final Path file;
    private final Path acceptedFile;
    private final Changes changes;
    private final List<String> notes = new ArrayList<>();
    private Optional<RunMark> last = Optional.empty();
    private boolean unreadable;
    private long changed;

    /**
     * The history of one reconciliation.
     *
     * @param work the plan's work folder
     * @param reconciliation its name as a file name
     */
    public History(Path work, String reconciliation) {
        this.folder = work.resolve("history");
        this.file = folder.resolve(EXCEPTIONS + reconciliation);
        this.acceptedFile = folder.resolve(ACCEPTED + reconciliation);
        this.changes = new Changes(folder.resolve(reconciliation));
    }

    /** Writes a finding under its key in the history. */
    public static void add(Finding finding, RowSorter findings) throws IOException {
        FindingRow.write(finding, key(finding).write(findings.writer())).end();
    }

    private static RecordKey key(Finding finding) {
        return new RecordKey(finding.population(), finding.reference());
    }

    /**
     * Gives each finding its age and hands it on.
     *
     * @param findings written with {@link #add}
     * @param next takes what the next run will find here
     * @param changed takes what this run changes of it
     */
    public void age(RowSorter findings, RowSorter next, RowSorter changed, Found found) throws IOException {
        try (SortedRows now = findings.sorted();
                SortedRows before = before()) {
            MergedGroups groups = new MergedGroups(List.of(new KeyGroups(now), new KeyGroups(before)));
            while (groups.advance()) {
                if (groups.count(BEFORE) > 0 && RunMark.is(groups.first(BEFORE))) {
                    last = Optional.of(RunMark.read(groups.first(BEFORE)));
                    continue;
                }
                if (groups.isCut(FINDINGS)) {
                    throw new IllegalStateException("too many exceptions of one reference; this is a fault of ours");
                }
                for (Row row : groups.rows(FINDINGS)) {
                    found.found(aged(FindingRow.read(row.values()), groups, next, changed));
                }
                if (groups.count(FINDINGS) == 0) {
                    OpenException closed = OpenException.read(groups.first(BEFORE));
                    change(
                            RecordKey.of(groups.first(BEFORE)),
                            Change.Kind.CLOSED,
                            closed.type(),
                            closed.cause(),
                            changed);
                }
            }
        }
    }

    /**
     * Writes down what is not reported.
     *
     * @param findings written with {@link #add}
     * @param kept takes of each what is kept
     */
    public static void accept(RowSorter findings, RowSorter kept) throws IOException {
        try (SortedRows rows = findings.sorted()) {
            while (rows.advance()) {
                Finding finding = FindingRow.read(rows.row().values());
                OpenException.write(finding, key(finding).write(kept.writer()));
                kept.writer().end();
            }
        }
    }

    private Finding aged(Finding finding, MergedGroups groups, RowSorter next, RowSorter changed) throws IOException {
        Finding aged = finding;
        RecordKey key = key(finding);
        if (groups.count(BEFORE) == 0) {
            change(key, Change.Kind.OPENED, finding.type().name(), finding.cause(), changed);
        } else {
            OpenException before = OpenException.read(groups.first(BEFORE));
            aged = finding.withAge(before.firstSeen(), before.ageRuns() + 1);
            if (!before.isNow(finding)) {
                change(key, Change.Kind.CHANGED, finding.type().name(), finding.cause(), changed);
            }
        }
        OpenException.write(aged, key.write(next.writer()));
        next.writer().end();
        return aged;
    }

    private void change(RecordKey key, Change.Kind kind, String type, String cause, RowSorter into) throws IOException {
        Change.write(kind, type, cause, key.write(into.writer()));
        into.writer().end();
        changed++;
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
            Changes.move(file, file.resolveSibling(file.getFileName() + ".unreadable"));
            unreadable = true;
            return new NoRows();
        }
    }

    /**
     * Puts this run's exceptions in the place of the last run's, whole or not at all, and before that what it has changed of
     * them: of a run that ends in between, the next one removes the changes.
     *
     * @param run the run, and the instant for which it speaks
     * @param accepted what it does not report, of {@link #accept}
     * @param most of how many runs the changes are kept
     */
    public void keep(String run, LocalDateTime asOf, RowSorter next, RowSorter accepted, RowSorter changes, int most)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, SpillFolder.only(folder, "rwx------"));
        }
        RunMark mark = new RunMark(run, asOf, last.map(RunMark::run).orElse(""));
        if (!unreadable) {
            this.changes.removeLeftOver(last);
        }
        if (changed > 0) {
            mark.write(changes);
            try (SortedRows rows = changes.sorted()) {
                this.changes.write(mark, rows);
            }
        }
        place(acceptedFile, mark, accepted);
        place(file, mark, next);
        this.changes.keep(most);
    }

    private static void place(Path file, RunMark mark, RowSorter written) throws IOException {
        mark.write(written);
        try (SortedRows rows = written.sorted()) {
            Changes.place(file, rows);
        }
    }

    /** What a reader should know of the history itself. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
