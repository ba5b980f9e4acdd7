package rollcall.reconciler.settle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.Sides;
import rollcall.reconciler.sort.KeyGroups;
import rollcall.reconciler.sort.MergedGroups;
import rollcall.reconciler.sort.Patched;
import rollcall.reconciler.sort.Reopenable;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;

/**
 * Puts a second reading of the records that exceptions are about in the place of the first, and leaves all others as they
 * were: what has begun to move since is not told as an exception of the first reading.
 */
public final class Settlement {
    private Settlement() {}

    /**
     * Both readings as one.
     *
     * @param first the first reading; closed with the result
     * @param second the second reading, whole; closed with the result
     * @param reported the exceptions of the first reading; where they are of somebody's diary, or more than {@code mostByKey},
     *     the second reading counts of all records
     * @param keys an empty sorter, which stays its owner's and must stay open as long as the result
     */
    public static Sides of(Sides first, Sides second, Reopenable reported, long mostByKey, RowSorter keys)
            throws IOException {
        if (reported.rows() > mostByKey) {
            first.close();
            return second;
        }
        Doubtful doubtful = Doubtful.of(reported);
        if (doubtful.isEverything()) {
            first.close();
            return second;
        }
        doubtful.followSuperseded(second.source());
        doubtful.followBlank(first.source());
        doubtful.followBlank(second.source());
        doubtful.followIds(first.target());
        doubtful.followIds(second.target());
        for (Sides reading : List.of(first, second)) {
            collect(reading.superseded(), doubtful, keys);
            collect(reading.source(), true, doubtful, keys);
            collect(reading.target(), false, doubtful, keys);
            for (Reopenable named : Stream.concat(reading.census().stream(), reading.ledger().stream())
                    .toList()) {
                collect(named, doubtful, keys);
            }
        }
        List<String> readings = new ArrayList<>(first.readings());
        return new Sides(
                new Patched(first.source(), second.source(), keys),
                new Patched(first.target(), second.target(), keys),
                new Patched(first.superseded(), second.superseded(), keys),
                patched(first.census(), second.census(), keys),
                patched(first.ledger(), second.ledger(), keys),
                second.columns(),
                second.rules(),
                second.tellsLive(),
                second.contactsWithoutCredit(),
                second.lastExtract(),
                () -> Stream.concat(first.unknowns().stream(), second.unknowns().stream())
                        .distinct()
                        .toList(),
                true,
                readings,
                second.notes());
    }

    private static Optional<Reopenable> patched(Optional<Reopenable> first, Optional<Reopenable> second, RowSorter keys)
            throws IOException {
        return first.isPresent() && second.isPresent()
                ? Optional.of(new Patched(first.get(), second.get(), keys))
                : Optional.empty();
    }

    private static void collect(Reopenable side, boolean isSource, Doubtful doubtful, RowSorter keys)
            throws IOException {
        try (SortedRows rows = side.open()) {
            while (rows.advance()) {
                Row row = rows.row();
                if (doubtful.is(row, isSource)) {
                    keys.writer().begin().keyFrom(row, 0).endKey().end();
                }
            }
        }
    }

    private static void collect(Reopenable named, Doubtful doubtful, RowSorter keys) throws IOException {
        try (SortedRows rows = named.open()) {
            while (rows.advance()) {
                if (doubtful.isNamed(rows.row())) {
                    keys.writer().begin().keyFrom(rows.row(), 0).endKey().end();
                }
            }
        }
    }

    /**
     * What makes the second reading no reading of the same: a side that had rows and has lost most of them since is being
     * filled anew, or was cut short; nothing of it may count as settled.
     */
    public static List<String> shrunk(Sides first, Sides second) throws IOException {
        List<String> shrunk = new ArrayList<>();
        shrunk(first.source(), second.source(), "legacy", shrunk);
        shrunk(first.target(), second.target(), "the new system", shrunk);
        if (first.census().isPresent() && second.census().isPresent()) {
            shrunk(first.census().get(), second.census().get(), "the census", shrunk);
        }
        return shrunk;
    }

    private static void shrunk(Reopenable first, Reopenable second, String side, List<String> shrunk)
            throws IOException {
        long[] before = byPopulation(first);
        long[] after = byPopulation(second);
        for (Population population : Population.values()) {
            long was = before[population.ordinal()];
            long is = after[population.ordinal()];
            if (is * 2 < was) {
                shrunk.add("%s had %,d %s at the first reading and has %,d now; see what became of them, and run again"
                        .formatted(side, was, population.word(), is));
            }
        }
    }

    private static long[] byPopulation(Reopenable side) throws IOException {
        long[] counts = new long[Population.values().length];
        try (SortedRows rows = side.open()) {
            while (rows.advance()) {
                counts[Keys.population(rows.row()).ordinal()]++;
            }
        }
        return counts;
    }

    /**
     * How many exceptions of the first pass the second has not: keys of the one that are not of the other.
     *
     * @param accepted those of the second that somebody has accepted by name: they are still wrong
     */
    public static long dissolved(Reopenable first, Reopenable second, Reopenable accepted) throws IOException {
        long dissolved = 0;
        try (SortedRows before = first.open();
                SortedRows after = second.open();
                SortedRows excused = accepted.open()) {
            MergedGroups groups =
                    new MergedGroups(List.of(new KeyGroups(before), new KeyGroups(after), new KeyGroups(excused)));
            while (groups.advance()) {
                boolean isLeft = groups.count(1) > 0 || groups.count(2) > 0;
                dissolved += isLeft ? 0 : groups.count(0);
            }
        }
        return dissolved;
    }
}
