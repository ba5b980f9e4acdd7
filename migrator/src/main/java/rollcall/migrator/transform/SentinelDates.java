package rollcall.migrator.transform;

import java.util.List;
import java.util.Set;
import rollcall.migrator.extract.Kind;

/** A date in or before 1900 (1900-01-01, 0001-01-01) means "none". */
final class SentinelDates implements Rule {
    private static final int LAST_YEAR_OF_NONE = 1900;
    private static final List<String> TIMES =
            List.of("completed", "raised", "target_date", "job_completed", "starts_at", "ends_at");

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.values());
    }

    @Override
    public void apply(Draft draft) {
        for (String column : TIMES) {
            if (draft.time(column)
                    .filter(it -> it.getYear() <= LAST_YEAR_OF_NONE)
                    .isPresent()) {
                draft.drop(column);
            }
        }
    }
}
