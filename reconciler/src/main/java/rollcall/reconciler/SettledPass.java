package rollcall.reconciler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.settle.Settlement;
import rollcall.reconciler.settle.Settling;
import rollcall.reconciler.side.Sides;
import rollcall.reconciler.sort.RowSorter;

/** A comparison of what was read; where differences have time to settle, of what was read once more after it. */
final class SettledPass implements AutoCloseable {
    private final Pass.Means means;
    private final Reading again;
    private final RowSorter keys;
    private final List<String> unknowns = new ArrayList<>();
    private Sides sides;
    private Pass pass;
    private Optional<RunHeader.Settled> settled = Optional.empty();

    /** Reads both sides, to be kept. */
    @FunctionalInterface
    interface Reading {
        Sides read() throws IOException;
    }

    private SettledPass(Sides sides, Pass pass, Pass.Means means, Reading again) {
        this.sides = sides;
        this.pass = pass;
        this.means = means;
        this.again = again;
        this.keys = means.sorter("records in doubt");
    }

    /**
     * Compares.
     *
     * @param sides closed with the result, or here where comparing breaks off
     * @param again reads them once more, where differences have time to settle
     */
    static SettledPass over(Sides sides, Pass.Means means, Optional<Settling> settling, Reading again)
            throws IOException {
        SettledPass first;
        try {
            first = new SettledPass(sides, Pass.over(sides, means), means, again);
        } catch (IOException | RuntimeException | Error broken) {
            sides.close();
            throw broken;
        }
        try {
            if (settling.isPresent() && first.pass.reported().rows() > 0) {
                first.settle(settling.get());
            }
            return first;
        } catch (IOException | RuntimeException | Error broken) {
            first.close();
            throw broken;
        }
    }

    private void settle(Settling settling) throws IOException {
        sides.toDisk();
        pass.reported().toDisk();
        Optional<Sides> later = later(settling);
        if (later.isEmpty()) {
            return;
        }
        sides = Settlement.of(sides, later.get(), pass.reported(), settling.mostByKey(), keys);
        Pass second = Pass.over(sides, means);
        try (Pass first = pass) {
            pass = second;
            settled = Optional.of(new RunHeader.Settled(
                    settling.after(),
                    first.reported().rows(),
                    Settlement.dissolved(first.reported(), second.reported(), second.accepted())));
        }
    }

    /** Both sides as they are after the settling time; empty, with the reasons, where they cannot be read again. */
    private Optional<Sides> later(Settling settling) throws IOException {
        try (Progress.Task waiting = means.progress().begin("letting differences settle", -1)) {
            settling.pause().last(settling.after());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            unknowns.add("the run was interrupted while differences settled; run it again");
            return Optional.empty();
        }
        Sides later = again.read();
        List<String> wrong = new ArrayList<>(later.unknowns());
        if (later.whole() && wrong.isEmpty()) {
            wrong.addAll(Settlement.shrunk(sides, later));
        }
        if (later.whole() && wrong.isEmpty()) {
            return Optional.of(later);
        }
        wrong.forEach(it -> unknowns.add("read again to let differences settle: " + it));
        later.close();
        return Optional.empty();
    }

    /** The last one: over the sides as they were after the settling time, where there was one. */
    Pass pass() {
        return pass;
    }

    /** What that one has compared. */
    Sides sides() {
        return sides;
    }

    /** What has become of the differences in the settling time; empty where there was none, or nothing to settle. */
    Optional<RunHeader.Settled> settled() {
        return settled;
    }

    /** Why nothing may be said; empty if something may. */
    List<String> unknowns() {
        List<String> all = new ArrayList<>(unknowns);
        all.addAll(pass.unknowns());
        return all;
    }

    @Override
    public void close() throws IOException {
        pass.close();
        sides.close();
        keys.close();
    }
}
