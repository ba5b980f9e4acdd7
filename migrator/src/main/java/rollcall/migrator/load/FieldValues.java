package rollcall.migrator.load;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rollcall.migrator.transform.Movable;
import rollcall.migrator.transform.Movable.Appointment;
import rollcall.migrator.transform.Movable.Contact;
import rollcall.migrator.transform.Movable.Job;

/** A record's fields by the names that a plan uses ({@link rollcall.migrator.plan.Fields}); absent ones have no entry. */
public final class FieldValues {
    /** The day that stands in columns which mean a time of day only. */
    static final LocalDate TEMPLATE_DAY = LocalDate.of(2000, 1, 1);

    private FieldValues() {}

    /** The fields of a record. */
    public static Map<String, Object> of(Movable record, LocalDateTime loadedAt) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("loaded_at", loadedAt);
        switch (record) {
            case Job job -> of(job, fields);
            case Appointment appointment -> of(appointment, fields);
            case Contact contact -> of(contact, fields);
        }
        return fields;
    }

    /** The lists of a record, by the names that a plan uses. */
    public static Map<String, List<String>> lists(Movable record) {
        return switch (record) {
            case Job job -> Map.of();
            case Appointment appointment -> Map.of();
            case Contact contact ->
                Map.of("phones", contact.phones(), "emails", contact.emails(), "alerts", contact.alerts());
        };
    }

    private static void of(Job job, Map<String, Object> fields) {
        fields.put("reference", job.reference());
        fields.put("property", job.property());
        fields.put("status", job.status());
        fields.put("priority", job.priority());
        fields.put("raised", job.raised());
        job.targetDate().ifPresent(it -> fields.put("target_date", it));
        fields.put("trade", job.trade());
        fields.put("contractor", job.contractor());
        job.description().ifPresent(it -> fields.put("description", it));
    }

    private static void of(Appointment appointment, Map<String, Object> fields) {
        LocalDate day = appointment.starts().toLocalDate();
        fields.put("reference", appointment.reference());
        fields.put("job", appointment.job());
        fields.put("starts_at", appointment.starts());
        fields.put("ends_at", appointment.ends());
        fields.put("day", day.atStartOfDay());
        fields.put("template_start", onTemplateDay(day, appointment.starts()));
        fields.put("template_end", onTemplateDay(day, appointment.ends()));
        appointment.slot().ifPresent(it -> fields.put("slot", it));
        fields.put("trade", appointment.trade());
    }

    private static void of(Contact contact, Map<String, Object> fields) {
        fields.put("job", contact.job());
        contact.name().ifPresent(it -> fields.put("name", it));
        fields.put("vulnerable", contact.vulnerable());
    }

    /** The time of day on the template day; as many days later as it is later than {@code day}. */
    private static LocalDateTime onTemplateDay(LocalDate day, LocalDateTime time) {
        return TEMPLATE_DAY
                .plusDays(ChronoUnit.DAYS.between(day, time.toLocalDate()))
                .atTime(time.toLocalTime());
    }
}
