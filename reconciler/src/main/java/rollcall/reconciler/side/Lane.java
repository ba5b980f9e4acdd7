package rollcall.reconciler.side;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;

/** What one thread reads, one after the other; through one snapshot where it reads a database. */
final class Lane {
    private final Optional<DatabaseConnection> connection;
    private final List<Named> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** One side's reading; the snapshot is there where the lane has a connection. */
    @FunctionalInterface
    interface Step {
        void read(Optional<Snapshot> snapshot, Progress.Task task) throws SideFailure, IOException;
    }

    private record Named(String name, Progress.Task task, Step step) {}

    Lane(Optional<DatabaseConnection> connection) {
        this.connection = connection;
    }

    void add(String name, Progress.Task task, Step step) {
        steps.add(new Named(name, task, step));
    }

    List<String> readAll() {
        List<String> unknowns = new ArrayList<>();
        try {
            if (connection.isPresent()) {
                try (Snapshot snapshot = Snapshot.open(connection.get())) {
                    if (!snapshot.isOneMoment() && steps.size() > 1) {
                        notes.add("connection '%s' gives no snapshot: its queries were read one after the other"
                                .formatted(connection.get().name()));
                    }
                    steps.forEach(it -> unknowns.addAll(readOne(it, Optional.of(snapshot))));
                }
            } else {
                steps.forEach(it -> unknowns.addAll(readOne(it, Optional.empty())));
            }
        } catch (SideFailure e) {
            unknowns.add(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            unknowns.add("%s: reading broke off (%s); run again"
                    .formatted(steps.getFirst().name(), kind(e)));
        } finally {
            steps.forEach(it -> it.task().close());
        }
        return unknowns;
    }

    private static List<String> readOne(Named step, Optional<Snapshot> snapshot) {
        try {
            step.step().read(snapshot, step.task());
            return List.of();
        } catch (SideFailure e) {
            return List.of(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return List.of(step.name() + ": memory ran out while reading; give Java more with -Xmx and run again");
        } catch (FileSystemException e) {
            return List.of("%s: file '%s' cannot be read or written (%s); check rights and disk space, then run again"
                    .formatted(step.name(), e.getFile(), kind(e)));
        } catch (IOException | RuntimeException | Error e) {
            return List.of(
                    "%s: reading broke off (%s); check the disk's space and run again".formatted(step.name(), kind(e)));
        }
    }

    /** What changes no verdict; known when all has been read. */
    List<String> notes() {
        return notes;
    }

    private static String kind(Throwable e) {
        return e.getClass().getSimpleName();
    }
}
