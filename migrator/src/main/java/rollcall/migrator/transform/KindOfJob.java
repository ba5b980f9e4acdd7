package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;

/** Whether a job is open, closed or cancelled. */
final class KindOfJob implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.JOBS);
    }

    @Override
    public void apply(Draft draft) {
        draft.is(
                switch (JobState.of(draft, "status", "completed")) {
                    case OPEN -> RecordKind.OPEN_JOB;
                    case CLOSED -> RecordKind.CLOSED_JOB;
                    case CANCELLED -> RecordKind.CANCELLED_JOB;
                });
    }
}
