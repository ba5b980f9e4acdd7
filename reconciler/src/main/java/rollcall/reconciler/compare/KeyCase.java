package rollcall.reconciler.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.agree.Agreements;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Row;

/**
 * All rows of one key, taken apart: the rare case in which the two sides do not have one row each, the same and visible.
 *
 * @param moved legacy's rows that are to be moved
 * @param excluded how many of legacy's rows are left out by the scope
 * @param superseded how many of legacy's rows are superseded
 * @param kind the kind of a row left out; empty if none is
 * @param supersededBy what supersedes one of them; empty if none is
 * @param there the new system's rows
 * @param pairing which of those to be moved is which of those
 * @param uncounted how many more rows of legacy there are beyond those kept; they count as to be moved
 * @param uncountedThere how many more of the new system's rows there are
 * @param any any of legacy's rows; empty if it has none
 */
record KeyCase(
        List<Kept> moved,
        long excluded,
        long superseded,
        String kind,
        String supersededBy,
        List<Kept> there,
        Pairing pairing,
        long uncounted,
        long uncountedThere,
        Optional<Kept> any) {

    /** Takes the rows of a key apart, given how many there are of each side, and what has been agreed to be no difference. */
    static KeyCase of(List<Row> source, List<Row> target, long sources, long targets, Agreements agreed) {
        List<Kept> moved = new ArrayList<>();
        long excluded = 0;
        long superseded = 0;
        String kind = "";
        String supersededBy = "";
        for (Row row : source) {
            Kept kept = Kept.ofSource(row);
            SideRow legacy = kept.values();
            if (legacy.superseded()) {
                superseded++;
                supersededBy = legacy.supersededBy();
            } else if (legacy.moved()) {
                moved.add(kept);
            } else {
                excluded++;
                kind = legacy.kind();
            }
        }
        List<Kept> there = target.stream().map(Kept::ofTarget).toList();
        return new KeyCase(
                moved,
                excluded,
                superseded,
                kind,
                supersededBy,
                there,
                Pairing.of(moved, there, agreed),
                sources - source.size(),
                targets - target.size(),
                source.stream().findFirst().map(Kept::ofSource));
    }

    /** The row of legacy that stands for the key: one to be moved, if any of those that could be kept is. */
    Kept first() {
        return moved.isEmpty() ? any.orElseThrow() : moved.getFirst();
    }

    /** How many rows are to be moved. */
    long toMove() {
        return moved.size() + uncounted;
    }

    /** How many rows legacy has, to be moved or not. */
    long inLegacy() {
        return toMove() + excluded + superseded;
    }

    /** How many rows are there. */
    long areThere() {
        return there.size() + uncountedThere;
    }
}
