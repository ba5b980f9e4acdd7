package rollcall.reconciler;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.cause.SinceSealed;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.Accepted;

/** Which exceptions somebody has accepted by name, and which of those names mean nothing any more. */
final class Acceptance {
    private static final int SHOWN = 20;

    private record Name(Population population, String reference, ExceptionClass type) {}

    private final Map<Name, Accepted> names = new HashMap<>();
    private final Map<Name, Accepted> unmet = new HashMap<>();
    private final Map<Population, Long> accepted = new EnumMap<>(Population.class);
    private final List<String> notes = new ArrayList<>();

    /** @param asOf the day for which the run speaks: a line counts through its last day */
    Acceptance(List<Accepted> lines, LocalDate asOf) {
        for (Accepted line : lines) {
            Name name = new Name(line.population(), line.reference().strip(), line.type());
            if (line.isExpired(asOf)) {
                notes.add("accepted.csv line %d: %s %s %s was accepted until %s only; decide again"
                        .formatted(
                                line.line(),
                                line.population().word(),
                                line.reference(),
                                line.type(),
                                line.until().get()));
            } else {
                names.put(name, line);
                unmet.put(name, line);
            }
        }
    }

    /**
     * Whether an exception is accepted: by its own name, and whatever else is true of its population by that one's name. Of
     * claims of the ledger no name is asked: the facts are accepted, whatever the ledger says.
     */
    boolean holds(Finding finding) {
        return covers(new Name(finding.population(), finding.reference(), finding.type()), finding)
                && finding.also().stream()
                        .filter(it -> it.population() == finding.population() && it.type() != ExceptionClass.CLAIM)
                        .allMatch(it -> covers(new Name(it.population(), it.reference(), it.type()), finding));
    }

    /** Whether it is accepted as it is, or would be if a seal came to explain it: what is told of it, nobody knows yet. */
    boolean mayHold(Finding finding) {
        return holds(finding)
                || SinceSealed.mayExplain(finding)
                        && holds(FindingDraft.withCause(finding, Explanation.of(Cause.CHANGED_IN_LEGACY)));
    }

    private boolean covers(Name name, Finding finding) {
        return line(name).filter(it -> it.exceededBy(finding).isEmpty()).isPresent();
    }

    private Optional<Accepted> line(Name name) {
        return Optional.ofNullable(names.get(name));
    }

    /** Whether an exception is accepted; if so, it is counted here. To be asked once of each. */
    boolean accepts(Finding finding) {
        for (AlsoTrue also : finding.also()) {
            unmet.remove(new Name(also.population(), also.reference(), also.type()));
        }
        Name name = new Name(finding.population(), finding.reference(), finding.type());
        unmet.remove(name);
        line(name)
                .ifPresent(line -> line.exceededBy(finding)
                        .ifPresent(how -> notes.add("accepted.csv line %d: %s %s %s is accepted %s; decide again"
                                .formatted(
                                        line.line(), name.population().word(), name.reference(), name.type(), how))));
        if (!holds(finding)) {
            return false;
        }
        accepted.merge(finding.population(), 1L, Long::sum);
        return true;
    }

    /** How many exceptions of a population are accepted. */
    long count(Population population) {
        return accepted.getOrDefault(population, 0L);
    }

    /** Lines that have expired, and lines whose exception did not occur; to be asked when all exceptions are known. */
    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        unmet.values().stream()
                .sorted((one, other) -> Long.compare(one.line(), other.line()))
                .map(it -> "accepted.csv line %d: %s %s %s does not occur any more; delete the line"
                        .formatted(it.line(), it.population().word(), it.reference(), it.type()))
                .forEach(all::add);
        if (all.size() <= SHOWN) {
            return all;
        }
        List<String> shown = new ArrayList<>(all.subList(0, SHOWN));
        shown.add("accepted.csv: and %,d more lines like these".formatted(all.size() - SHOWN));
        return shown;
    }
}
