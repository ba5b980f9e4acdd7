package rollcall.reconciler.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;

/**
 * An exception that somebody has accepted by name, from {@code accepted.csv}.
 *
 * @param line its line in the file
 * @param until the last day on which it counts; empty for always
 * @param reconciliation the comparison in which it is accepted; empty for the plan's first
 * @param columns those in which it may differ; empty for any
 * @param cause the only one for which it may be; empty for any
 */
public record Accepted(
        long line,
        Population population,
        String reference,
        ExceptionClass type,
        String reason,
        String by,
        Optional<LocalDate> until,
        Optional<String> reconciliation,
        List<String> columns,
        Optional<String> cause) {
    public Accepted {
        columns = List.copyOf(columns);
    }

    /** An exception that is accepted in the plan's first comparison. */
    public Accepted(
            long line,
            Population population,
            String reference,
            ExceptionClass type,
            String reason,
            String by,
            Optional<LocalDate> until) {
        this(line, population, reference, type, reason, by, until, Optional.empty(), List.of(), Optional.empty());
    }

    /** The same, of no more than a difference in these columns, and for this cause where there is one. */
    public Accepted only(List<String> inColumns, Optional<String> forCause) {
        return new Accepted(line, population, reference, type, reason, by, until, reconciliation, inColumns, forCause);
    }

    /** Whether it counts no more on a day. */
    public boolean isExpired(LocalDate day) {
        return until.filter(it -> it.isBefore(day)).isPresent();
    }

    /** In what an exception of this name is more than what was accepted, in words; empty if it is not. */
    public Optional<String> exceededBy(Finding finding) {
        if (cause.isPresent() && !cause.get().equals(finding.cause())) {
            return Optional.of("for %s only, and is %s".formatted(cause.get(), finding.cause()));
        }
        List<String> others = finding.fields().stream()
                .map(FieldDifference::name)
                .filter(it -> !columns.contains(it))
                .toList();
        return columns.isEmpty() || others.isEmpty()
                ? Optional.empty()
                : Optional.of("in %s only, and differs in %s"
                        .formatted(String.join(", ", columns), String.join(", ", others)));
    }
}
