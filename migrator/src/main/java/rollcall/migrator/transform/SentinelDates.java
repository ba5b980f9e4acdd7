package rollcall.migrator.transform;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.Kind;

/**
 * 1900-01-01 and 0001-01-01, at whatever time of day, mean "none". Any other date before 1950 is a mistake (a year of two
 * digits, mostly), and never read as "none": that would make a live visit one that is not booked. Nor is a job over on the
 * word of a completion that is no date.
 */
final class SentinelDates implements Rule {
    private static final Set<LocalDate> NONE = Set.of(LocalDate.of(1, 1, 1), LocalDate.of(1900, 1, 1));
    private static final int FIRST_YEAR = 1950;
    private static final Set<String> COMPLETIONS = Set.of("completed", "job_completed");
    private static final List<String> TIMES =
            List.of("completed", "raised", "target_date", "revised_target", "job_completed", "starts_at", "ends_at");

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.values());
    }

    @Override
    public void apply(Draft draft) {
        for (String column : TIMES) {
            Optional<LocalDateTime> time = draft.time(column);
            if (time.filter(it -> NONE.contains(it.toLocalDate())).isPresent()) {
                draft.drop(column);
            } else if (time.filter(it -> it.getYear() < FIRST_YEAR).isPresent()) {
                mistaken(draft, column);
            } else if (time.isEmpty()
                    && COMPLETIONS.contains(column)
                    && draft.text(column).isPresent()) {
                mistaken(draft, column);
            }
        }
    }

    private static void mistaken(Draft draft, String column) {
        String text = draft.text(column).orElse("");
        draft.reject(new Reason.Unreadable(column, text, "a date after 1950 or a sentinel"));
        if (COMPLETIONS.contains(column)) {
            draft.drop(column);
        }
    }
}
