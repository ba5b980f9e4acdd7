package rollcall.migrator.transform;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import rollcall.migrator.extract.Kind;

/** A window is told to the minute; seconds are a trace of the clock that wrote it. */
final class MinutePrecision implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.APPOINTMENTS);
    }

    @Override
    public void apply(Draft draft) {
        for (String column : List.of("starts_at", "ends_at")) {
            draft.time(column)
                    .ifPresent(time -> draft.put(
                            column, time.truncatedTo(ChronoUnit.MINUTES).toString()));
        }
    }
}
