package rollcall.migrator.transform;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import rollcall.migrator.transform.Movable.Appointment;
import rollcall.migrator.transform.Movable.Contact;
import rollcall.migrator.transform.Movable.Job;

/** Makes the new system's record of a draft that has passed all rules, or rejects it with all its reasons. */
final class Assembly {
    private static final LocalDateTime STAND_IN = LocalDateTime.of(1, 1, 1, 0, 0);

    private final Draft draft;

    private Assembly(Draft draft) {
        this.draft = draft;
    }

    static Outcome of(Draft draft) {
        Assembly assembly = new Assembly(draft);
        Movable movable = switch (draft.row().identity().kind()) {
            case JOBS -> assembly.job();
            case APPOINTMENTS -> assembly.appointment();
            case CONTACTS -> assembly.contact();
        };
        List<Reason> reasons = draft.reasons();
        return reasons.isEmpty() ? new Outcome.Accepted(movable) : new Outcome.Rejected(reasons);
    }

    private Job job() {
        return new Job(
                text("reference"),
                text("property"),
                text("status"),
                text("priority"),
                time("raised"),
                optionalTime("target_date"),
                text("trade"),
                text("contractor"),
                draft.text("description"));
    }

    private Appointment appointment() {
        return new Appointment(
                text("reference"), text("job"), time("starts_at"), time("ends_at"), draft.text("slot"), trade());
    }

    /** Where the job is not in legacy, its tasks are not either: that is one reason, not two. */
    private String trade() {
        boolean withoutJob = draft.reasons().stream().anyMatch(Reason.JobNotLoaded.class::isInstance);
        return withoutJob ? draft.text("trade").orElse("") : text("trade");
    }

    private Contact contact() {
        return new Contact(
                text("reference"),
                draft.text("name"),
                draft.list("phones"),
                draft.list("emails"),
                draft.text("vulnerable").filter("true"::equals).isPresent(),
                draft.list("alerts"));
    }

    private String text(String column) {
        Optional<String> text = draft.text(column);
        if (text.isEmpty()) {
            draft.reject(new Reason.Absent(column));
        }
        return text.orElse("");
    }

    private LocalDateTime time(String column) {
        text(column);
        return optionalTime(column).orElse(STAND_IN);
    }

    private Optional<LocalDateTime> optionalTime(String column) {
        Optional<LocalDateTime> time = draft.time(column);
        if (time.isEmpty()) {
            draft.text(column).ifPresent(it -> draft.reject(new Reason.Unreadable(column, it, "a date and time")));
        }
        return time;
    }
}
