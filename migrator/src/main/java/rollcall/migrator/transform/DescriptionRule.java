package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;

/** A job is described by its request's problem, else by its first task. Nothing is cut. */
final class DescriptionRule implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.JOBS);
    }

    @Override
    public void apply(Draft draft) {
        draft.text("problem").or(() -> draft.text("task_text")).ifPresent(it -> draft.put("description", it));
    }
}
