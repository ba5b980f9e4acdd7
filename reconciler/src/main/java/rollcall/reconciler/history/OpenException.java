package rollcall.reconciler.history;

import java.time.LocalDateTime;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.Values;

/**
 * An exception that the last run has reported.
 *
 * @param firstSeen the instant for which the run spoke that first reported it
 * @param ageRuns in how many runs in a row it has been reported
 * @param cause why; empty in a history that did not keep it yet
 */
public record OpenException(String type, LocalDateTime firstSeen, int ageRuns, String cause) {
    static void write(Finding finding, RowWriter row) {
        row.text(finding.type().name())
                .time(finding.firstSeen())
                .number(finding.ageRuns())
                .text(finding.cause());
    }

    static OpenException read(Row row) {
        Values values = row.values();
        return new OpenException(
                values.text(), RunMark.time(values), (int) values.number(0), values.more() ? values.text() : "");
    }

    /** Whether a run finds it otherwise now. */
    boolean isNow(Finding finding) {
        return type.equals(finding.type().name()) && (cause.isEmpty() || cause.equals(finding.cause()));
    }
}
