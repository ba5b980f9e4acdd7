package rollcall.migrator.transform;

import java.util.List;

/** What becomes of one legacy row. Every row gets exactly one. */
public sealed interface Outcome {
    /** To be loaded. */
    record Accepted(Movable record) implements Outcome {}

    /** Cannot be moved, for all of these reasons. */
    record Rejected(List<Reason> reasons) implements Outcome {
        public Rejected {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a rejection without a reason");
            }
        }
    }

    /** Not to be moved, by a decision of the plan's scope. {@code kind} is the kind of record in scope.csv. */
    record Excluded(String kind) implements Outcome {}

    /** Rebooked: {@code by} is the reference of the appointment that replaced it. */
    record Superseded(String by) implements Outcome {}
}
