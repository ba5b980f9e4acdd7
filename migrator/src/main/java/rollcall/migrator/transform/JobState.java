package rollcall.migrator.transform;

import java.util.Set;

/** What a works order's status and its date of completion say of it. A status that nobody knows is open: never lost. */
enum JobState {
    OPEN,
    CLOSED,
    CANCELLED;

    private static final Set<String> COMPLETE = Set.of("300", "500", "600", "900");

    static JobState of(Draft draft, String statusColumn, String completedColumn) {
        String status = draft.text(statusColumn).orElse("");
        if (status.equals("700")) {
            return CANCELLED;
        }
        return COMPLETE.contains(status) || draft.text(completedColumn).isPresent() ? CLOSED : OPEN;
    }
}
