package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;

/** A job's property is in the new system's register. */
record PropertyRule(Register register) implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.JOBS);
    }

    @Override
    public void apply(Draft draft) {
        draft.text("property")
                .filter(it -> !register.has(it))
                .ifPresent(it -> draft.reject(new Reason.UnknownProperty(it)));
    }
}
