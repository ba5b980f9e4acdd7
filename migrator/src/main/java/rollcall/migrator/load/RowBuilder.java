package rollcall.migrator.load;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.plan.LoadPlan;
import rollcall.migrator.transform.Movable;
import rollcall.migrator.transform.Movable.Appointment;
import rollcall.migrator.transform.Movable.Contact;
import rollcall.migrator.transform.Movable.Job;
import rollcall.migrator.transform.Reason;

/** Makes target rows of records: our fields, the ids that the target gave, in the target's own types. */
final class RowBuilder {
    private final Layout layout;
    private final PropertyRegister properties;
    private final Map<String, Object> jobs;
    private final LocalDateTime loadedAt;

    /** @param jobs the target's id of each job that is loaded, by reference */
    RowBuilder(Layout layout, PropertyRegister properties, Map<String, Object> jobs, LocalDateTime loadedAt) {
        this.layout = layout;
        this.properties = properties;
        this.jobs = jobs;
        this.loadedAt = loadedAt;
    }

    TargetRow build(Identity identity, Movable record) throws Unfit {
        Map<String, Object> fields = FieldValues.of(record, loadedAt);
        switch (record) {
            case Job job -> fields.put("property_id", property(job.property()));
            case Appointment appointment -> fields.put("job_id", job(appointment.job()));
            case Contact contact -> fields.put("job_id", job(contact.job()));
        }
        Map<String, Object> values = new HashMap<>();
        for (var column : layout.columns().entrySet()) {
            Optional<Object> value = value(column.getValue().content(), fields);
            if (value.isPresent()) {
                values.put(
                        column.getKey(), Cell.fit(value.get(), column.getValue().field()));
            }
        }
        Object key = record instanceof Contact ? fields.get("job_id") : fields.get("reference");
        return new TargetRow(identity, String.valueOf(key), values, FieldValues.lists(record));
    }

    private static Optional<Object> value(LoadPlan.Content content, Map<String, Object> fields) {
        return switch (content) {
            case LoadPlan.Field field -> Optional.ofNullable(fields.get(field.name()));
            case LoadPlan.Fixed fixed -> Optional.of(fixed.text());
        };
    }

    private Object property(String reference) throws Unfit {
        return properties.id(reference).orElseThrow(() -> new Unfit(new Reason.UnknownProperty(reference)));
    }

    private Object job(String reference) throws Unfit {
        return Optional.ofNullable(jobs.get(reference))
                .orElseThrow(() -> new Unfit(new Reason.JobNotLoaded(reference)));
    }
}
