package rollcall.migrator.transform;

import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.Kind;
import rollcall.reconciler.plan.Scope;
import rollcall.reconciler.plan.Scope.Decision;

/** A rebooked visit is not moved; the one that replaced it is named. Only a scope that moves them anyway overrules it. */
record SupersededRule(Scope scope) implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.APPOINTMENTS);
    }

    @Override
    public void apply(Draft draft) {
        Optional<Decision> decision = scope.of(RecordKind.SUPERSEDED_VISIT.words());
        if (draft.kind() == RecordKind.SUPERSEDED_VISIT && !decision.equals(Optional.of(Decision.MOVE))) {
            draft.text("superseded_by").ifPresent(by -> draft.settle(new Outcome.Superseded(by)));
        }
    }
}
