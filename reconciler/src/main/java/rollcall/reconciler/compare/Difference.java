package rollcall.reconciler.compare;

import java.util.List;
import rollcall.reconciler.compare.Pairing.Pair;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideRow;

/** How the two sides disagree about a key: a fact, with no word of why. */
sealed interface Difference {
    /** The new system has more rows than legacy has to be moved. */
    record Duplicated(SideRow legacy, long rows, long rowsThere) implements Difference {}

    /** The new system has fewer; where it has none, {@code rowsThere} is 0. */
    record Missing(SideRow lost, long rows, long rowsThere) implements Difference {}

    /** Both have the row, and disagree about these columns; {@link Column#LIVE} is one of them. */
    record Unequal(Pair pair, List<Column> columns) implements Difference {
        /** Whether legacy holds it live, and staff cannot rely on it. */
        boolean isInvisible() {
            return pair.isInvisible();
        }
    }

    /** The new system has it, and legacy has nothing to be moved. */
    record Unexpected(SideRow there) implements Difference {}
}
