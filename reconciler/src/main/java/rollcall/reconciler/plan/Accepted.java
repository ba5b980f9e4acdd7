package rollcall.reconciler.plan;

import java.time.LocalDate;
import java.util.Optional;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Population;

/**
 * An exception that somebody has accepted by name, from {@code accepted.csv}.
 *
 * @param line its line in the file
 * @param until the last day on which it counts; empty for always
 * @param reconciliation the comparison in which it is accepted; empty for the plan's first
 */
public record Accepted(
        long line,
        Population population,
        String reference,
        ExceptionClass type,
        String reason,
        String by,
        Optional<LocalDate> until,
        Optional<String> reconciliation) {
    /** An exception that is accepted in the plan's first comparison. */
    public Accepted(
            long line,
            Population population,
            String reference,
            ExceptionClass type,
            String reason,
            String by,
            Optional<LocalDate> until) {
        this(line, population, reference, type, reason, by, until, Optional.empty());
    }
}
