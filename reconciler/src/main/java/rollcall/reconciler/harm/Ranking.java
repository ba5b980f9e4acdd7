package rollcall.reconciler.harm;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.sort.RowWriter;

/**
 * The order of exceptions: by urgency, where visits are near vulnerable households first; then by the start of the booked
 * window, those without one last; then by priority; then by reference.
 */
public final class Ranking {
    private static final List<String> PRIORITIES =
            List.of("I", "AW", "E", "O", "U", "K", "L", "N", "V", "P", "1", "10", "2", "3", "4", "5");

    private Ranking() {}

    /** Writes a finding's rank as a row's key, seen from {@code asOf}. */
    public static RowWriter key(Finding finding, LocalDateTime asOf, RowWriter row) {
        Urgency urgency = Urgency.of(finding, asOf);
        long start =
                finding.startsAt().map(it -> it.toEpochSecond(ZoneOffset.UTC)).orElse(Long.MAX_VALUE);
        return row.begin()
                .keyByte(urgency.ordinal())
                .keyByte(urgency.vulnerableFirst() && finding.vulnerable() ? 0 : 1)
                .keyNumber(start)
                .keyByte(priority(finding.priority()))
                .keyByte(finding.population().ordinal())
                .keyLast(finding.reference())
                .endKey();
    }

    /** Legacy's and the new system's own codes rank side by side; unknown ones last. */
    private static int priority(String code) {
        int place = PRIORITIES.indexOf(code);
        return place < 0 ? PRIORITIES.size() : place < 10 ? place : place - 10;
    }
}
