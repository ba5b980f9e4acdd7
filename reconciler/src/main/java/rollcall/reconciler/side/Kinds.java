package rollcall.reconciler.side;

import java.util.HashMap;
import java.util.Map;
import rollcall.reconciler.plan.Scope;
import rollcall.reconciler.plan.Scope.Decision;

/** Looks up what is decided of a kind of record; each undecided kind is told once, with the first place it was met. */
final class Kinds {
    private static final int MOST_TOLD = 20;

    private final Scope scope;
    private final Problems problems;
    private final Map<String, Boolean> known = new HashMap<>();

    Kinds(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    /** Whether records of this kind are moved; an undecided kind is compared as if it were, so that nothing is lost. */
    boolean isMoved(String kind, Cells cells) {
        Boolean moved = known.get(kind);
        if (moved != null) {
            return moved;
        }
        Decision decision = scope.of(kind).orElse(Decision.MOVE);
        boolean isMoved = decision == Decision.MOVE;
        if (known.size() < MOST_TOLD) {
            known.put(kind, isMoved);
            if (scope.of(kind).isEmpty()) {
                String shown = kind.length() > 40 ? kind.substring(0, 40) + "…" : kind;
                problems.add("%s: kind '%s' is not decided in scope.csv; expected move, exclude or count and an owner"
                        .formatted(cells.place(), shown));
            }
        }
        return isMoved;
    }
}
