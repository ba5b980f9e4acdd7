package rollcall.reconciler.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.sort.RowFile;
import rollcall.reconciler.sort.SortedRows;

/**
 * What the runs of one reconciliation have reported of some records, for a reader.
 *
 * @param lastRun the last run that has established something; empty where none has, or its exceptions cannot be read
 * @param asOf the instant for which that run spoke
 * @param open what it has reported
 * @param accepted what it has not, since somebody had accepted it by name
 * @param changes what the runs have changed, oldest run first
 * @param notes what could not be read
 */
public record RunHistory(
        Optional<String> lastRun,
        Optional<LocalDateTime> asOf,
        Map<RecordKey, OpenException> open,
        Map<RecordKey, OpenException> accepted,
        Map<RecordKey, List<Change>> changes,
        List<String> notes) {
    public RunHistory {
        open = Map.copyOf(open);
        accepted = Map.copyOf(accepted);
        changes = Map.copyOf(changes);
        notes = List.copyOf(notes);
    }

    /**
     * Reads it. A file of changes that cannot be read is set aside, and told of each time.
     *
     * @param work the plan's work folder
     * @param reconciliation its name as a file name
     */
    public static RunHistory of(Path work, String reconciliation, Set<RecordKey> keys) throws IOException {
        List<String> notes = new ArrayList<>();
        Map<RecordKey, OpenException> open = new HashMap<>();
        Path folder = work.resolve("history");
        Optional<RunMark> last = last(folder.resolve(History.EXCEPTIONS + reconciliation), keys, open, notes);
        boolean isLastKnown = notes.isEmpty();
        Map<RecordKey, OpenException> accepted = new HashMap<>();
        Optional<RunMark> accepting = last(folder.resolve(History.ACCEPTED + reconciliation), keys, accepted, notes);
        if (!accepting.equals(last)) {
            accepted.clear();
        }
        Changes files = new Changes(folder.resolve(reconciliation));
        Map<RecordKey, List<Change>> changes = new HashMap<>();
        for (Path file : files.files()) {
            Optional<RunMark> mark = Changes.mark(file);
            boolean isLeftOver =
                    isLastKnown && mark.filter(it -> it.isLeftOver(last)).isPresent();
            if (mark.isPresent() && !isLeftOver) {
                read(file, mark.get(), keys, changes);
            }
        }
        int unreadable = files.unreadable().size();
        if (unreadable > 0) {
            notes.add("What %d of the former runs changed cannot be read; their files stand aside as *.unreadable in %s"
                    .formatted(unreadable, folder.resolve(reconciliation)));
        }
        return new RunHistory(last.map(RunMark::run), last.map(RunMark::asOf), open, accepted, changes, notes);
    }

    private static Optional<RunMark> last(
            Path file, Set<RecordKey> keys, Map<RecordKey, OpenException> open, List<String> notes) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Optional<RunMark> last = Optional.empty();
        try {
            RowFile.check(file);
            try (SortedRows rows = RowFile.open(file)) {
                while (rows.advance()) {
                    if (RunMark.is(rows.row())) {
                        last = Optional.of(RunMark.read(rows.row()));
                    } else if (keys.contains(RecordKey.of(rows.row()))) {
                        open.put(RecordKey.of(rows.row()), OpenException.read(rows.row()));
                    }
                }
            }
            return last;
        } catch (IOException | RuntimeException damaged) {
            notes.add("The exceptions of the last run cannot be read (%s); run 'reconcile' again".formatted(file));
            open.clear();
            return Optional.empty();
        }
    }

    private static void read(Path file, RunMark mark, Set<RecordKey> keys, Map<RecordKey, List<Change>> changes)
            throws IOException {
        try (SortedRows rows = RowFile.open(file)) {
            while (rows.advance()) {
                if (!RunMark.is(rows.row())) {
                    RecordKey key = RecordKey.of(rows.row());
                    if (keys.contains(key)) {
                        changes.computeIfAbsent(key, any -> new ArrayList<>())
                                .add(Change.read(rows.row().values(), mark));
                    }
                }
            }
        }
    }
}
