package rollcall.migrator.transform;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.Kind;

/** A window starts before it ends. */
final class WindowRule implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.APPOINTMENTS);
    }

    @Override
    public void apply(Draft draft) {
        Optional<LocalDateTime> starts = draft.time("starts_at");
        Optional<LocalDateTime> ends = draft.time("ends_at");
        if (starts.isPresent() && ends.isPresent() && !starts.get().isBefore(ends.get())) {
            draft.reject(new Reason.Unreadable(
                    "ends_at", ends.get().toString(), "after starts_at '%s'".formatted(starts.get())));
        }
    }
}
