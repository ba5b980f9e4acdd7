package rollcall.migrator.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Action;
import rollcall.migrator.ledger.RunEntry;
import rollcall.migrator.ledger.TrialBalance;
import rollcall.migrator.load.KindUndo;
import rollcall.reconciler.FullDisk;
import rollcall.reconciler.table.TableFile;

/**
 * How an undo came out.
 *
 * @param undone the run that was taken back
 * @param removed rows taken out, by kind
 * @param gone rows that somebody had deleted already, by kind
 * @param doubt why this may not be the new system that the run loaded into
 * @param left rows that stay, for somebody has changed them
 * @param notPutBack rows of earlier runs that the run had changed or taken out, by what it did: they are as it left them
 * @param balance the books afterwards
 * @param dry whether all of it was only tried
 */
public record UndoResult(
        RunEntry undone,
        Optional<String> doubt,
        Map<Kind, Long> removed,
        Map<Kind, Long> gone,
        List<KindUndo.Left> left,
        Map<Action, Long> notPutBack,
        TrialBalance balance,
        boolean dry) {
    private static final List<String> COLUMNS =
            List.of("population", "reference", "occurrence", "id", "new_system_has");
    private static final int UNKNOWN = 3;

    static UndoResult of(
            RunEntry undone, Optional<String> doubt, Map<Kind, KindUndo> undos, TrialBalance balance, boolean dry) {
        Map<Kind, Long> removed = new EnumMap<>(Kind.class);
        Map<Kind, Long> gone = new EnumMap<>(Kind.class);
        undos.forEach((kind, undo) -> {
            removed.put(kind, undo.removed());
            gone.put(kind, undo.gone());
        });
        Map<Action, Long> notPutBack = new LinkedHashMap<>();
        for (Action action : List.of(Action.MOVED, Action.CHANGED, Action.REMOVED)) {
            Optional.ofNullable(undone.deeds().get(action)).ifPresent(it -> notPutBack.put(action, it));
        }
        return new UndoResult(
                undone,
                doubt,
                removed,
                gone,
                undos.values().stream().flatMap(it -> it.left().stream()).toList(),
                notPutBack,
                balance,
                dry);
    }

    /** 0 if nothing of the run is left, 1 if rows stay or are not put back, 3 if the books do not balance. */
    public int exitCode() {
        if (!balance.holds()) {
            return UNKNOWN;
        }
        return left.isEmpty() && notPutBack.isEmpty() ? 0 : 1;
    }

    /** The file with what stays. */
    Path file(Migration migration) {
        return migration.plan().workFolder().resolve("undo").resolve("run-%06d-left.csv".formatted(undone.number()));
    }

    void write(Migration migration) throws MigrationFailed {
        Path file = file(migration);
        try {
            Files.createDirectories(file.getParent());
            TableFile.write(
                    file,
                    COLUMNS,
                    left.stream()
                            .map(it -> List.of(
                                    it.identity().kind().word(),
                                    it.identity().reference(),
                                    Integer.toString(it.identity().occurrence()),
                                    it.id(),
                                    it.how() + " it"))
                            .toList());
        } catch (IOException failed) {
            throw new MigrationFailed(
                    "all is undone that could be, but what stays cannot be written into %s (%s); run undo again to see it"
                            .formatted(file, FullDisk.told(failed, String.valueOf(failed.getMessage()))),
                    failed);
        }
    }
}
