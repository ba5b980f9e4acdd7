package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;

/** A contact is what its job is. */
final class KindOfContact implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CONTACTS);
    }

    @Override
    public void apply(Draft draft) {
        draft.is(
                JobState.of(draft, "job_status", "job_completed") == JobState.OPEN
                        ? RecordKind.CONTACT_OF_OPEN_JOB
                        : RecordKind.CONTACT_OF_CLOSED_JOB);
    }
}
