package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;

/** A target date that was revised by hand overrules the first one; one that is no date is nobody's guess. */
final class RevisedTarget implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.JOBS);
    }

    @Override
    public void apply(Draft draft) {
        draft.text("revised_target").ifPresent(revised -> {
            if (draft.time("revised_target").isPresent()) {
                draft.put("target_date", revised);
            } else {
                draft.reject(new Reason.Unreadable("revised_target", revised, "a date and time"));
            }
        });
    }
}
