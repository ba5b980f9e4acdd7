package rollcall.reconciler.side;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.sort.SpillFolder;

/** What is read at the same time, a thread for each lane; what stands in one lane is read in one transaction, in turn. */
final class Lanes {
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final SpillFolder spill;
    private final long budget;

    Lanes(SpillFolder spill, long budget) {
        this.spill = spill;
        this.budget = budget;
    }

    /**
     * Adds a step to a lane.
     *
     * @param who what the lane reads, as its sentence about the reading begins; where it is new
     * @param connection whose transaction the lane is, likewise
     */
    void add(String lane, String who, Optional<DatabaseConnection> connection, Step step) {
        lanes.computeIfAbsent(lane, any -> new Lane(who, connection, spill, budget))
                .add(step);
    }

    /** Goes through all steps; returns why a lane could not. */
    List<String> readAll() {
        List<String> unknowns = new ArrayList<>();
        if (lanes.isEmpty()) {
            return unknowns;
        }
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size(), run -> {
            Thread thread = new Thread(run, "rollcall-reader");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<List<String>>> readings = new ArrayList<>();
            for (Lane lane : lanes.values()) {
                readings.add(threads.submit(lane::readAll));
            }
            for (Future<List<String>> reading : readings) {
                unknowns.addAll(reading.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            unknowns.add("the run was interrupted while it read; run it again");
        } catch (ExecutionException e) {
            unknowns.add("a reader failed: " + e.getCause());
        } finally {
            stop(threads);
        }
        return unknowns;
    }

    /** How each lane has read, of those that have something to say. */
    List<String> readings() {
        return lanes.values().stream()
                .map(Lane::reading)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /** Spill files may go only when nobody writes them any more. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
