package rollcall.reconciler.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Map<Urgency, Bucket> buckets = new EnumMap<>(Urgency.class);
    private long vulnerable;

    ByUrgency(int most) {
        this.most = most;
        Stream.of(Urgency.values()).forEach(it -> buckets.put(it, new Bucket()));
    }

    /** Reads the findings once. */
    static ByUrgency of(RunHeader header, Findings findings, int most) {
        ByUrgency sorted = new ByUrgency(most);
        findings.forEach(it -> sorted.add(Urgency.of(it, header.asOf()), it));
        return sorted;
    }

    /** How many there are of an urgency. */
    long count(Urgency urgency) {
        return bucket(urgency).count;
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
        long before = Stream.of(Urgency.values())
                .filter(it -> it.compareTo(urgency) < 0)
                .mapToLong(this::count)
                .sum();
        Bucket bucket = bucket(urgency);
        return Stream.concat(bucket.first.stream(), bucket.others.stream())
                .limit(Math.max(0, most - before))
                .toList();
    }

    /** The kept ones, the most urgent first. */
    List<Finding> kept() {
        return Stream.of(Urgency.values()).flatMap(it -> kept(it).stream()).toList();
    }

    void add(Urgency urgency, Finding finding) {
        Bucket bucket = bucket(urgency);
        List<Finding> kept = finding.vulnerable() && urgency.vulnerableFirst() ? bucket.first : bucket.others;
        if (kept.size() < most) {
            kept.add(finding);
        }
        bucket.count++;
        vulnerable += finding.vulnerable() ? 1 : 0;
    }

    private Bucket bucket(Urgency urgency) {
        return Objects.requireNonNull(buckets.get(urgency));
    }

    private static final class Bucket {
        private final List<Finding> first = new ArrayList<>();
        private final List<Finding> others = new ArrayList<>();
        private long count;
    }
}
