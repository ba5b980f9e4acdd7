package rollcall.migrator.transform;

import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.Kind;

/**
 * A job's property is in the new system's register. Where legacy knows its place by the address alone, the extract says how
 * many properties have that address: one is it, none or several is a reason. Nothing is guessed.
 */
record PropertyRule(Register register) implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.JOBS);
    }

    @Override
    public void apply(Draft draft) {
        Optional<String> matches = draft.text("property_matches");
        if (draft.text("property").isEmpty() && matches.isPresent()) {
            draft.reject(new Reason.NoSuchAddress(matches.get()));
            draft.put("property", "by its address");
            return;
        }
        draft.text("property")
                .filter(it -> !register.has(it))
                .ifPresent(it -> draft.reject(new Reason.UnknownProperty(it)));
    }
}
