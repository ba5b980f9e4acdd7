package rollcall.migrator.plan;

import java.util.List;
import rollcall.migrator.extract.Kind;

/**
 * The fields of a record that a plan may write into the new system's columns.
 *
 * <p>{@code job_id} is the new system's id of the record's job, {@code property_id} that of its property; {@code day} is
 * the appointment's day at 00:00, {@code template_start} and {@code template_end} its times of day on 2000-01-01 (an end
 * past midnight: on 2000-01-02); {@code loaded_at} is the clock's time of the load.
 */
public final class Fields {
    private Fields() {}

    /** The fields of a kind of record. */
    public static List<String> of(Kind kind) {
        return switch (kind) {
            case JOBS ->
                List.of(
                        "reference",
                        "property",
                        "property_id",
                        "status",
                        "priority",
                        "raised",
                        "target_date",
                        "trade",
                        "contractor",
                        "description",
                        "loaded_at");
            case APPOINTMENTS ->
                List.of(
                        "reference",
                        "job",
                        "job_id",
                        "starts_at",
                        "ends_at",
                        "day",
                        "template_start",
                        "template_end",
                        "slot",
                        "trade",
                        "loaded_at");
            case CONTACTS -> List.of("job", "job_id", "name", "vulnerable", "loaded_at");
        };
    }

    /** The lists of a kind of record: each item goes into a row of its own. */
    public static List<String> lists(Kind kind) {
        return switch (kind) {
            case JOBS, APPOINTMENTS -> List.of();
            case CONTACTS -> List.of("phones", "emails", "alerts");
        };
    }
}
