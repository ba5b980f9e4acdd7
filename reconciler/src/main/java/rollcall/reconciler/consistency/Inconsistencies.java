package rollcall.reconciler.consistency;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.SideRow;

/** Makes exceptions of what rules have found: one for each record, whatever is wrong about it. */
final class Inconsistencies {
    private final LocalDateTime asOf;

    Inconsistencies(LocalDateTime asOf) {
        this.asOf = asOf;
    }

    /** One exception: its cause is the first of the rules, the others are told with it, and so is a claim of the ledger. */
    Finding found(
            Collection<Wrong> wrong, Population population, String reference, SideRow row, Optional<Finding> claim) {
        List<Wrong> ordered = ordered(wrong);
        Wrong first = ordered.getFirst();
        Finding draft = FindingDraft.of(
                        ExceptionClass.INCONSISTENT,
                        Explanation.of(Cause.UNEXPLAINED),
                        population,
                        reference,
                        row,
                        asOf)
                .withCause(first.rule().name(), first.detail());
        Finding finding = toldWith(draft, ordered.subList(1, ordered.size()));
        return claim.map(it -> FindingDraft.withClaim(finding, it)).orElse(finding);
    }

    /** An exception with all that rules have found about its row. */
    static Finding toldWith(Finding finding, Collection<Wrong> wrong) {
        if (wrong.isEmpty()) {
            return finding;
        }
        List<AlsoTrue> also = new ArrayList<>(finding.also());
        for (Wrong each : ordered(wrong)) {
            also.add(new AlsoTrue(
                    finding.population(),
                    ExceptionClass.INCONSISTENT,
                    finding.reference(),
                    each.rule().name()));
        }
        return finding.withAlso(also);
    }

    private static List<Wrong> ordered(Collection<Wrong> wrong) {
        return wrong.stream()
                .sorted(Comparator.comparingInt(it -> Rules.all().indexOf(it.rule())))
                .toList();
    }
}
