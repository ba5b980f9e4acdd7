package rollcall.migrator.transform;

import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.Kind;
import rollcall.reconciler.plan.Scope;
import rollcall.reconciler.plan.Scope.Decision;

/** What scope.csv does not move stays where it is, whatever else is wrong with it. */
record ScopeRule(Scope scope) implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.values());
    }

    @Override
    public void apply(Draft draft) {
        String kind = draft.kind().words();
        Optional<Decision> decision = scope.of(kind);
        if (decision.isEmpty()) {
            draft.reject(new Reason.Undecided(kind));
        } else if (decision.get() != Decision.MOVE) {
            draft.settle(new Outcome.Excluded(kind));
        }
    }
}
