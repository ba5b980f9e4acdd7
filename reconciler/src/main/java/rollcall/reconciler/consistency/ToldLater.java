package rollcall.reconciler.consistency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Reopenable;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * What rules have found wrong about rows of which only that was kept which rules look at. Nearly all rows are right; so it is
 * the few that are not which are looked up in legacy's rows, which are read once more for them, and only if there are any.
 */
final class ToldLater {
    private final RowSorter sorter;

    /** @param sorter an empty sorter of its own */
    ToldLater(RowSorter sorter) {
        this.sorter = sorter;
    }

    /**
     * An appointment.
     *
     * @param alerts those of its job's household
     */
    void appointment(Appointment appointment, Collection<Wrong> wrong, Collection<String> alerts) throws IOException {
        RowWriter row = Keys.begin(sorter.writer(), Population.APPOINTMENTS).keyRest(appointment.keyOfReference());
        write(row.endKey(), wrong, alerts, Optional.empty());
    }

    /** A job, with what the ledger has wrong about it. */
    void job(JobFacts job, Collection<Wrong> wrong, Collection<String> alerts, Optional<Finding> claim)
            throws IOException {
        RowWriter row = Keys.begin(sorter.writer(), Population.JOBS).keyLastFromPart(job.keyOfReference());
        write(row.endKey(), wrong, alerts, claim);
    }

    private static void write(
            RowWriter row, Collection<Wrong> wrong, Collection<String> alerts, Optional<Finding> claim)
            throws IOException {
        row.number(wrong.size());
        wrong.forEach(it -> it.write(row));
        row.number(alerts.size());
        alerts.forEach(row::text);
        row.flag(claim.isPresent());
        claim.ifPresent(it -> FindingRow.write(it, row));
        row.end();
    }

    /**
     * Tells all of them.
     *
     * @throws IllegalStateException if legacy's rows lack one: a fault of ours
     */
    void tell(Reopenable legacy, Inconsistencies inconsistent, Found found) throws IOException {
        if (sorter.rows() == 0) {
            return;
        }
        try (SortedRows waiting = sorter.sorted();
                SortedRows rows = legacy.open()) {
            boolean isThere = rows.advance();
            while (waiting.advance()) {
                Row key = waiting.row();
                while (isThere && rows.row().compareKey(key) < 0) {
                    isThere = rows.advance();
                }
                if (!isThere || rows.row().compareKey(key) != 0) {
                    readOn(rows, isThere);
                    throw new IllegalStateException("a row of legacy was not found again; this is a fault of ours");
                }
                found.found(finding(key, rows.row(), inconsistent));
            }
            readOn(rows, isThere);
        }
    }

    /** To the end: a file that is read once more is known to be the same only then. */
    private static void readOn(SortedRows rows, boolean isThere) throws IOException {
        boolean goesOn = isThere;
        while (goesOn) {
            goesOn = rows.advance();
        }
    }

    private static Finding finding(Row waiting, Row legacy, Inconsistencies inconsistent) {
        Values values = waiting.values();
        List<Wrong> wrong = new ArrayList<>();
        for (long i = values.number(0); i > 0; i--) {
            wrong.add(Wrong.read(values));
        }
        List<String> alerts = new ArrayList<>();
        for (long i = values.number(0); i > 0; i--) {
            alerts.add(values.text());
        }
        Optional<Finding> claim = values.flag(false) ? Optional.of(FindingRow.read(values)) : Optional.empty();
        return FindingDraft.withAlerts(
                inconsistent.found(
                        wrong, Keys.population(legacy), Keys.reference(legacy), SideRow.ofSource(legacy), claim),
                alerts);
    }
}
