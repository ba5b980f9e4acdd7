package rollcall.reconciler.consistency;

import java.util.Optional;

/** A rule that sees one row by itself, in which two columns contradict each other on both sides. */
non-sealed interface RowRule extends Rule {
    @Override
    default Grouping grouping() {
        return Grouping.ROW;
    }

    /** What is wrong about a row, in words that may be empty. */
    Optional<String> check(RuledRow row);
}
