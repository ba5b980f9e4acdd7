package rollcall.reconciler.side;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rollcall.reconciler.sort.Readings;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SpillFolder;
import rollcall.reconciler.sort.Values;

/**
 * Reads all queries of a connection again and again, until each record was the same, in all of them, in two readings in a
 * row: then there was a moment at which all of them said so. For databases that give no snapshot.
 */
final class ReadTwice {
    private static final int MOST = 6;
    private static final int SHOWN = 5;
    private static final long PAUSE_MILLIS = 400;

    private ReadTwice() {}

    /** @throws SideFailure if a query fails, or records go on changing */
    static Readings read(String connection, Snapshot from, List<? extends Step> steps, SpillFolder spill, long budget)
            throws SideFailure, IOException {
        Readings readings = new Readings(spill, budget);
        while (!readings.areSettled()) {
            if (readings.count() == MOST) {
                throw restless(connection, readings);
            }
            if (readings.count() > 1) {
                pause();
            }
            try (RowSorter kept = readings.next()) {
                for (int i = 0; i < steps.size(); i++) {
                    steps.get(i).keep(Optional.of(from), i, kept);
                }
                readings.add(kept);
            }
            from.renew();
        }
        return readings;
    }

    private static void pause() throws SideFailure {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SideFailure("reading was interrupted; run again");
        }
    }

    private static SideFailure restless(String connection, Readings readings) throws IOException {
        String examples = readings.examples(SHOWN).stream().map(ReadTwice::told).collect(Collectors.joining(", "));
        return new SideFailure(("connection '%s' gives no snapshot, and in %d readings %,d records were never twice the"
                        + " same (%s%s); run again when nobody works there, or let it read a snapshot or a copy")
                .formatted(
                        connection,
                        readings.count(),
                        readings.unsettled(),
                        examples,
                        readings.unsettled() > SHOWN ? " …" : ""));
    }

    private static String told(Row key) {
        Values parts = key.key(0);
        return parts.keyPart() + " " + parts.rest();
    }

    /** What was done, for a report. */
    static String sentence(String who, Readings readings) {
        return "%s read %d times, as its database gives no snapshot, until each record was the same twice in a row; %s"
                .formatted(
                        who,
                        readings.count(),
                        readings.changed() == 0
                                ? "nothing had changed in between."
                                : "%,d had changed in between.".formatted(readings.changed()));
    }
}
