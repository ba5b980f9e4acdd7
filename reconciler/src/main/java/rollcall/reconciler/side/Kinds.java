package rollcall.reconciler.side;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.plan.Scope;
import rollcall.reconciler.plan.Scope.Decision;

/** Looks up what is decided of a kind of record; an undecided kind is told with the first place it was met. */
final class Kinds {
    private static final int MOST_REMEMBERED = 1000;

    private final Scope scope;
    private final Problems problems;
    private final Set<String> told = new HashSet<>();

    Kinds(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    /** Whether records of this kind are moved; an undecided kind is compared as if it were, so that nothing is lost. */
    boolean isMoved(String kind, Cells cells) {
        Optional<Decision> decision = scope.of(kind);
        if (decision.isEmpty() && (told.size() == MOST_REMEMBERED || told.add(kind))) {
            String shown = kind.length() > 40 ? kind.substring(0, 40) + "…" : kind;
            problems.add("%s: kind '%s' is not decided in scope.csv; expected move, exclude or count and an owner"
                    .formatted(cells.place(), shown));
        }
        return decision.orElse(Decision.MOVE) == Decision.MOVE;
    }
}
