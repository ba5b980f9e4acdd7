package rollcall.migrator.transform;

import java.util.Set;
import rollcall.migrator.extract.Kind;

/** What a visit is, the first that fits. A visit whose job is not in legacy is live: it must not get lost quietly. */
final class KindOfVisit implements Rule {
    private static final String WORKS_ORDER = "UHOrder";

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.APPOINTMENTS);
    }

    @Override
    public void apply(Draft draft) {
        draft.is(kind(draft));
    }

    private static RecordKind kind(Draft draft) {
        if (!draft.text("entity").orElse("").equals(WORKS_ORDER)) {
            return RecordKind.VISIT_OF_ANOTHER_ENTITY;
        }
        if (draft.text("starts_at").isEmpty()) {
            return RecordKind.VISIT_NOT_BOOKED;
        }
        if (draft.text("outcome").isPresent()) {
            return RecordKind.VISIT_WITH_OUTCOME;
        }
        if (JobState.of(draft, "job_status", "job_completed") != JobState.OPEN) {
            return RecordKind.VISIT_OF_CLOSED_JOB;
        }
        return draft.text("superseded_by").isPresent() ? RecordKind.SUPERSEDED_VISIT : RecordKind.LIVE_VISIT;
    }
}
