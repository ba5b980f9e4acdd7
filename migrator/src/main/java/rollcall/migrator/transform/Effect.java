package rollcall.migrator.transform;

import java.util.List;
import java.util.Optional;

/** One thing that a rule does to a row. */
public sealed interface Effect {
    /** A column has another text now, or none. */
    record Changed(String column, Optional<String> before, Optional<String> after) implements Effect {}

    /** A list was made out of columns. */
    record Listed(String list, List<String> items) implements Effect {
        public Listed {
            items = List.copyOf(items);
        }
    }

    /** The row is of this kind, as scope.csv has it. */
    record Sorted(String kind) implements Effect {}

    /** The row cannot be moved, for this reason among others perhaps. */
    record Refused(Reason reason) implements Effect {}

    /** The row goes no further. */
    record Settled(Outcome outcome) implements Effect {}
}
