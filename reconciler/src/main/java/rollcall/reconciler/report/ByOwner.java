package rollcall.reconciler.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.harm.Urgency;
import rollcall.reconciler.plan.Owners.Owner;

/** All exceptions by who looks after them: whoever has the most urgent ones first. */
final class ByOwner {
    private final Map<Optional<Owner>, ByUrgency> parts = new LinkedHashMap<>();

    private ByOwner() {}

    /** An owner's part; the owner is empty where the plan names none. */
    record Part(Optional<Owner> owner, ByUrgency exceptions) {}

    /**
     * Reads the findings once.
     *
     * @param most how many are kept of all owners together, a fair share of each
     */
    static ByOwner of(RunHeader header, Findings findings, Contacts contacts, int most) {
        long owners = Math.max(
                1,
                contacts.owners().rules().stream()
                        .map(it -> it.owner())
                        .distinct()
                        .count());
        ByOwner sorted = new ByOwner();
        findings.forEach(it -> sorted.parts
                .computeIfAbsent(contacts.owner(it), any -> new ByUrgency((int) Math.max(1, most / owners)))
                .add(Urgency.of(it, header.asOf()), it));
        return sorted;
    }

    /** The owners' parts, the most urgent first. */
    List<Part> parts() {
        Comparator<Part> order = Comparator.comparingLong(
                        (Part it) -> -it.exceptions().count(Urgency.EMERGENCY))
                .thenComparingLong(it -> -it.exceptions().count(Urgency.SOON))
                .thenComparingLong(it -> -it.exceptions().count())
                .thenComparing(it -> it.owner().map(Owner::person).orElse(""));
        return parts.entrySet().stream()
                .map(it -> new Part(it.getKey(), it.getValue()))
                .sorted(order)
                .toList();
    }

    /** How many there are of an urgency. */
    long count(Urgency urgency) {
        return parts.values().stream().mapToLong(it -> it.count(urgency)).sum();
    }

    /** How many are in vulnerable households. */
    long vulnerable() {
        return parts.values().stream().mapToLong(ByUrgency::vulnerable).sum();
    }

    /** Who it is, for a heading: {@code A. Person, plumbing; deputy B. Person}. */
    static String name(Owner owner) {
        return owner.person() + (owner.deputy().isBlank() ? "" : "; deputy " + owner.deputy());
    }
}
