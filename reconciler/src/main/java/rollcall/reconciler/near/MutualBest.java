package rollcall.reconciler.near;

import java.io.IOException;
import java.util.function.Function;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * Of any number of pairs of a missing row and one that is there, those in which each is the other's best. Of two as good the
 * first by reference is taken, so that the order in which pairs come never shows.
 */
final class MutualBest implements AutoCloseable {
    private static final int MOST = 255;

    private final RowSorter byMissing;
    private final RowSorter byThere;
    private final RowSorter best;

    MutualBest(Function<String, RowSorter> sorters) {
        byMissing = sorters.apply("near, by missing row");
        byThere = sorters.apply("near, by row that is there");
        best = sorters.apply("near, best of each missing row");
    }

    /** Takes the pairs. */
    @FunctionalInterface
    interface Taker {
        void match(int population, String missing, String there, String on) throws IOException;
    }

    /** One pair; the same may come twice. */
    void pair(int population, Alike missing, Alike there) throws IOException {
        int rank = MOST - missing.likeness(there);
        byMissing
                .writer()
                .begin()
                .keyByte(population)
                .keyPart(missing.reference())
                .keyByte(rank)
                .keyLast(there.reference())
                .endKey()
                .text(missing.on(there))
                .end();
        byThere.writer()
                .begin()
                .keyByte(population)
                .keyPart(there.reference())
                .keyByte(rank)
                .keyLast(missing.reference())
                .endKey()
                .end();
    }

    /** Hands on the pairs that are each other's best; to be called once, after the last pair. */
    void finish(Taker taker) throws IOException {
        bestOfMissing();
        try (SortedRows wanted = best.sorted();
                SortedRows offered = byThere.sorted()) {
            First first = new First(offered);
            while (wanted.advance()) {
                Row row = wanted.row();
                // Each row that is there and wanted by somebody is also offered to somebody: it is met on the way.
                while (!first.isOf(row)) {
                    if (!first.next()) {
                        throw new IllegalStateException(
                                "a near match was wanted and never offered; this is a fault of ours");
                    }
                }
                Values key = row.key(1);
                String there = key.keyPart();
                String missing = key.rest();
                if (first.last().equals(missing)) {
                    taker.match(row.keyByte(0), missing, there, row.values().text());
                }
            }
        }
    }

    private void bestOfMissing() throws IOException {
        try (SortedRows pairs = byMissing.sorted()) {
            First first = new First(pairs);
            while (first.next()) {
                best.writer()
                        .begin()
                        .keyByte(first.row.keyByte(0))
                        .keyPart(first.last())
                        .keyLast(first.part())
                        .endKey()
                        .text(first.row.values().text())
                        .end();
            }
        }
    }

    /** The first of all rows with the same population and first part of the key. */
    private static final class First {
        private final SortedRows rows;
        private final Row row = new Row();
        private boolean begun;

        First(SortedRows rows) {
            this.rows = rows;
        }

        /** Goes to the next first one. */
        boolean next() throws IOException {
            while (rows.advance()) {
                if (!begun || !isOf(rows.row())) {
                    begun = true;
                    row.copy(rows.row());
                    return true;
                }
            }
            return false;
        }

        boolean isOf(Row other) {
            return begun
                    && row.keyByte(0) == other.keyByte(0)
                    && row.key(1).keyPart().equals(other.key(1).keyPart());
        }

        String part() {
            return row.key(1).keyPart();
        }

        String last() {
            Values key = row.key(1);
            key.keyPart();
            key.keyByte();
            return key.rest();
        }
    }

    @Override
    public void close() throws IOException {
        byMissing.close();
        byThere.close();
        best.close();
    }
}
