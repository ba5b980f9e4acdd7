package rollcall.reconciler.side;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.plan.Scope;
import rollcall.reconciler.plan.Scope.Decision;
import rollcall.reconciler.sort.Utf8;

/** Looks up what is decided of a kind of record; an undecided kind is told with the first place it was met. */
final class Kinds {
    private static final int MOST_REMEMBERED = 1000;

    private final Scope scope;
    private final Problems problems;
    private final Words<Boolean> decided = new Words<>();
    private final Set<String> told = new HashSet<>();

    Kinds(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    /** Whether records of this kind are moved; an undecided kind is compared as if it were, so that nothing is lost. */
    boolean isMoved(Utf8 kind, Cells cells) {
        int number = decided.find(kind);
        return number < 0 ? lookUp(kind, cells) : decided.known(number);
    }

    private boolean lookUp(Utf8 word, Cells cells) {
        String kind = word.toString();
        Optional<Decision> decision = scope.of(kind);
        if (decision.isPresent()) {
            decided.add(word, decision.get() == Decision.MOVE);
        } else if (told.size() == MOST_REMEMBERED || told.add(kind)) {
            String shown = kind.length() > 40 ? kind.substring(0, 40) + "…" : kind;
            problems.add("%s: kind '%s' is not decided in scope.csv; expected move, exclude or count and an owner"
                    .formatted(cells.place(), shown));
        }
        return decision.orElse(Decision.MOVE) == Decision.MOVE;
    }
}
