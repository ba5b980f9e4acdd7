package rollcall.reconciler.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.harm.Urgency;

/**
 * All exceptions counted by urgency, and the most urgent of them kept: no more than a report shows. Within an urgency
 * they keep the order of the findings, but for vulnerable households, which come first where the visits are near.
 */
final class ByUrgency {
    private final int most;
    private final long[] counts = new long[Urgency.values().length];
    /** Of each urgency those that come first in it, then the others. */
    private final List<List<Finding>> kept = Stream.generate(() -> (List<Finding>) new ArrayList<Finding>())
            .limit(2L * counts.length)
            .toList();

    private int size;
    private long vulnerable;

    ByUrgency(int most) {
        this.most = most;
    }

    /** Reads the findings once. */
    static ByUrgency of(RunHeader header, Findings findings, int most) {
        ByUrgency sorted = new ByUrgency(most);
        findings.forEach(it -> sorted.add(Urgency.of(it, header.asOf()), it));
        return sorted;
    }

    /** How many there are of an urgency. */
    long count(Urgency urgency) {
        return counts[urgency.ordinal()];
    }

    /** How many there are. */
    long count() {
        return Stream.of(Urgency.values()).mapToLong(this::count).sum();
    }

    /** How many are in vulnerable households. */
    long vulnerable() {
        return vulnerable;
    }

    /** The kept ones of an urgency: fewer than there are, where more urgent ones fill the report. */
    List<Finding> kept(Urgency urgency) {
        int first = 2 * urgency.ordinal();
        return Stream.concat(kept.get(first).stream(), kept.get(first + 1).stream())
                .toList();
    }

    /** The kept ones, the most urgent first. */
    List<Finding> kept() {
        return kept.stream().flatMap(List::stream).toList();
    }

    void add(Urgency urgency, Finding finding) {
        counts[urgency.ordinal()]++;
        vulnerable += finding.vulnerable() ? 1 : 0;
        int place = 2 * urgency.ordinal() + (finding.vulnerable() && urgency.vulnerableFirst() ? 0 : 1);
        if (size == most && !makesRoom(place)) {
            return;
        }
        kept.get(place).add(finding);
        size++;
    }

    /** Forgets the last of those that come behind, if there are any. */
    private boolean makesRoom(int place) {
        for (int i = kept.size() - 1; i > place; i--) {
            if (!kept.get(i).isEmpty()) {
                kept.get(i).removeLast();
                size--;
                return true;
            }
        }
        return false;
    }
}
