package rollcall.migrator.preview;

import java.util.List;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.transform.Effect;
import rollcall.migrator.transform.Outcome;

/**
 * A row, what each rule did to it, and what became of it.
 *
 * @param steps in the order of the rules
 */
record Example(LegacyRow row, List<Step> steps, Outcome outcome) {
    Example {
        steps = List.copyOf(steps);
    }

    /** What one rule did. */
    record Step(String rule, Effect effect) {}

    boolean isRejected() {
        return outcome instanceof Outcome.Rejected;
    }

    /** Whether it would be in the new system, or should and cannot. */
    boolean isToBeMoved() {
        return isRejected() || outcome instanceof Outcome.Accepted;
    }

    /** How many values of it the rules changed. */
    long changes() {
        return steps.stream()
                .filter(it -> it.effect() instanceof Effect.Changed)
                .count();
    }

    long reasons() {
        return outcome instanceof Outcome.Rejected rejected ? rejected.reasons().size() : 0;
    }
}
