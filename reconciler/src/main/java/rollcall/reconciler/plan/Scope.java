package rollcall.reconciler.plan;

import java.util.Map;
import java.util.Optional;

/** What is decided of each kind of record, from {@code scope.csv}. */
public record Scope(Map<String, Decision> decisions) {
    public Scope {
        decisions = Map.copyOf(decisions);
    }

    /** The decision for a kind of record; empty where nobody has decided. */
    public Optional<Decision> of(String kind) {
        return Optional.ofNullable(decisions.get(kind));
    }

    /** Move it, leave it out, or only count it. */
    public enum Decision {
        MOVE,
        EXCLUDE,
        COUNT
    }
}
