package rollcall.migrator.extract;

import java.util.Set;

/** The columns of an extract that hold codes, references and times. What any other holds may be a person's. */
public final class PlainColumns {
    private static final Set<String> JOBS = Set.of(
            "reference",
            "property",
            "status",
            "completed",
            "priority",
            "raised",
            "target_date",
            "trade",
            "contractor",
            "revised_target",
            "copy_number");
    private static final Set<String> APPOINTMENTS = Set.of(
            "reference",
            "entity",
            "job",
            "job_key",
            "job_status",
            "job_completed",
            "starts_at",
            "ends_at",
            "duration_minutes",
            "outcome",
            "slot",
            "trade",
            "superseded_by",
            "copy_number");
    private static final Set<String> CONTACTS = Set.of("reference", "job_status", "job_completed", "copy_number");

    private PlainColumns() {}

    /** Whether a value of this column may be shown, of whatever kind its row is. */
    public static boolean has(String column) {
        return JOBS.contains(column) || APPOINTMENTS.contains(column) || CONTACTS.contains(column);
    }

    /** Whether a value of this column may be shown. */
    public static boolean has(Kind kind, String column) {
        return switch (kind) {
            case JOBS -> JOBS.contains(column);
            case APPOINTMENTS -> APPOINTMENTS.contains(column);
            case CONTACTS -> CONTACTS.contains(column);
        };
    }
}
