package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;

/** An appointment belongs to a job that legacy holds. */
final class JobRule implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.APPOINTMENTS);
    }

    @Override
    public void apply(Draft draft) {
        if (draft.text("job").isEmpty()) {
            String key = draft.text("job_key").orElse("");
            draft.reject(new Reason.JobNotLoaded(key));
            draft.put("job", key);
        }
    }
}
