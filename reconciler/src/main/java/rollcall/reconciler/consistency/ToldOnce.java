package rollcall.reconciler.consistency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.sort.KeyGroups;
import rollcall.reconciler.sort.RowSorter;

/**
 * Exceptions of records that may have several rows, in several jobs: each record is told once, by the class that comes first
 * and the first of the rules, and what is wrong about its other rows is told with it.
 */
final class ToldOnce {
    private static final Comparator<Finding> FIRST =
            Comparator.comparing(Finding::type).thenComparingInt(ToldOnce::order);

    private final RowSorter sorter;

    /** @param sorter an empty sorter of its own */
    ToldOnce(RowSorter sorter) {
        this.sorter = sorter;
    }

    /** A burst is an exception whatever else is one: no name by which another one is accepted stands before it. */
    private static int order(Finding finding) {
        return finding.cause().equals(Cause.CANCELLED_IN_BULK.name())
                ? Integer.MIN_VALUE
                : Rules.named(finding.cause()).map(Rules.all()::indexOf).orElse(-1);
    }

    void add(Finding finding) throws IOException {
        FindingRow.write(finding, Keys.write(sorter.writer(), finding.population(), finding.reference()))
                .end();
    }

    /** Tells all of them; once. */
    void tell(Found found) throws IOException {
        if (sorter.rows() == 0) {
            return;
        }
        try (KeyGroups records = new KeyGroups(sorter.sorted())) {
            while (records.advance()) {
                found.found(one(records.rows().stream()
                        .map(it -> FindingRow.read(it.values()))
                        .toList()));
            }
        }
    }

    /** One exception of several of a record. */
    static Finding one(List<Finding> several) {
        List<Finding> findings = several.stream().sorted(FIRST).toList();
        Finding one = findings.getFirst();
        for (Finding other : findings.subList(1, findings.size())) {
            one = FindingDraft.withAlerts(
                    other.type() == ExceptionClass.CLAIM ? FindingDraft.withClaim(one, other) : with(one, other),
                    List.of(other.particulars().alerts()));
        }
        return one;
    }

    private static Finding with(Finding one, Finding other) {
        AlsoTrue itself = said(one);
        List<AlsoTrue> also = new ArrayList<>(one.also());
        Stream.concat(Stream.of(said(other)), other.also().stream())
                .filter(it -> !it.equals(itself) && !also.contains(it))
                .forEach(also::add);
        return one.withAlso(also);
    }

    private static AlsoTrue said(Finding finding) {
        return new AlsoTrue(finding.population(), finding.type(), finding.reference(), finding.cause());
    }
}
