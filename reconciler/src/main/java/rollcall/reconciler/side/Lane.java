package rollcall.reconciler.side;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;
import rollcall.reconciler.sort.Readings;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.SpillFolder;
import rollcall.reconciler.sort.Values;

/** What one thread reads, one after the other; through one snapshot where it reads a database that gives one. */
final class Lane {
    private final String who;
    private final Optional<DatabaseConnection> connection;
    private final SpillFolder spill;
    private final long budget;
    private final List<Step> steps = new ArrayList<>();
    private String reading = "";

    /**
     * A lane without steps.
     *
     * @param who whose records it reads, as a sentence about the reading begins: {@code Legacy was}
     * @param budget bytes of memory where queries must be read twice
     */
    Lane(String who, Optional<DatabaseConnection> connection, SpillFolder spill, long budget) {
        this.who = who;
        this.connection = connection;
        this.spill = spill;
        this.budget = budget;
    }

    void add(Step step) {
        steps.add(step);
    }

    List<String> readAll() {
        try {
            if (connection.isEmpty()) {
                return readEach(Optional.empty());
            }
            try (Snapshot snapshot = Snapshot.open(connection.get())) {
                if (snapshot.isOneMoment()) {
                    reading = oneMoment(who, connection.get());
                    return readEach(Optional.of(snapshot));
                }
                return guarded(
                        steps.getFirst().name(),
                        () -> readTwice(connection.get().name(), snapshot));
            }
        } catch (SideFailure e) {
            return List.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            return List.of("%s: reading broke off (%s); run again"
                    .formatted(steps.getFirst().name(), kind(e)));
        } finally {
            steps.forEach(it -> it.task().close());
        }
    }

    private List<String> readEach(Optional<Snapshot> snapshot) {
        List<String> unknowns = new ArrayList<>();
        steps.forEach(it -> unknowns.addAll(guarded(it.name(), () -> it.read(snapshot))));
        return unknowns;
    }

    private void readTwice(String name, Snapshot snapshot) throws SideFailure, IOException {
        Readings readings = ReadTwice.read(name, snapshot, steps, spill, budget);
        reading = ReadTwice.sentence(who, readings);
        try (SortedRows settled = readings.settled()) {
            while (settled.advance()) {
                Values values = settled.row().values();
                steps.get((int) values.number(0)).take(values);
            }
        }
    }

    static String oneMoment(String who, DatabaseConnection connection) {
        return who
                + (connection.snapshot() == SnapshotMode.ONE
                        ? " read in one transaction; the plan vouches for its being one moment."
                        : " read in one moment.");
    }

    /** What failed, in words; nothing where nothing did. */
    static List<String> guarded(String name, Reading reading) {
        try {
            reading.read();
            return List.of();
        } catch (SideFailure e) {
            return List.of(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return List.of(name + ": memory ran out while reading; give Java more with -Xmx and run again");
        } catch (FileSystemException e) {
            return List.of("%s: file '%s' cannot be read or written (%s); check rights and disk space, then run again"
                    .formatted(name, e.getFile(), kind(e)));
        } catch (IOException | RuntimeException | Error e) {
            return List.of("%s: reading broke off (%s); check the disk's space and run again".formatted(name, kind(e)));
        }
    }

    /** A reading that may fail. */
    @FunctionalInterface
    interface Reading {
        void read() throws SideFailure, IOException;
    }

    /** How it was read, as a sentence; empty where it was a file. Known when all has been read. */
    String reading() {
        return reading;
    }

    private static String kind(Throwable e) {
        return e.getClass().getSimpleName();
    }
}
