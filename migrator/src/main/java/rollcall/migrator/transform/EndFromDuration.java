package rollcall.migrator.transform;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.Kind;

/** A visit without an end ends after its planned duration. The duration is often wrong: where there is an end, it counts. */
final class EndFromDuration implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.APPOINTMENTS);
    }

    @Override
    public void apply(Draft draft) {
        Optional<LocalDateTime> starts = draft.time("starts_at");
        Optional<String> duration = draft.text("duration_minutes");
        if (draft.text("ends_at").isPresent() || starts.isEmpty() || duration.isEmpty()) {
            return;
        }
        if (duration.get().matches("[0-9]{1,5}")) {
            long minutes = Long.parseLong(duration.get());
            draft.put("ends_at", starts.get().plusMinutes(minutes).toString());
        } else {
            draft.reject(new Reason.Unreadable("duration_minutes", duration.get(), "a number of minutes"));
        }
    }
}
