package rollcall.reconciler.consistency;

import java.io.IOException;
import java.util.Locale;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * Collects what the comparison says of jobs and appointments, to be read again job by job. Of one job come first that the
 * new system has it, then its exception, then the facts of its appointments by trade and reference, then their exceptions.
 */
public final class JobRows implements AutoCloseable {
    static final int JOB_THERE = 1;
    static final int JOB_FINDING = 2;
    static final int APPOINTMENT = 3;
    static final int APPOINTMENT_FINDING = 4;

    private final RowSorter sorter;
    private final Values source = new Values();

    /** @param sorter an empty sorter of its own */
    public JobRows(RowSorter sorter) {
        this.sorter = sorter;
    }

    /** The new system has a row for the job with this row's reference. */
    public void jobIsThere(Row target) throws IOException {
        Values key = target.key(1);
        sorter.writer().begin().keyPart(key.rest()).keyByte(JOB_THERE).endKey().end();
    }

    /**
     * An appointment that is right on both sides.
     *
     * @param legacy legacy's row
     */
    public void matched(Row legacy, boolean liveInLegacy, boolean liveThere) throws IOException {
        skipTo(legacy, Column.JOB);
        RowWriter row = sorter.writer().begin().keyPart(source).keyByte(APPOINTMENT);
        skipTo(legacy, Column.TRADE);
        row.keyPart(source).keyFrom(legacy, 1).endKey();
        legacy.values(source);
        row.flag(true).flag(liveInLegacy).flag(liveThere).rest(source).end();
    }

    private void skipTo(Row legacy, Column column) {
        legacy.values(source);
        for (int i = 0; i < 3 + column.position(); i++) {
            source.skip();
        }
    }

    /**
     * An exception.
     *
     * @param isMoved whether it is that of an appointment that legacy holds live and that is to be moved
     */
    public void found(Finding finding, boolean isMoved) throws IOException {
        if (finding.population() == Population.JOBS) {
            RowWriter row = sorter.writer()
                    .begin()
                    .keyPart(finding.reference())
                    .keyByte(JOB_FINDING)
                    .endKey();
            FindingRow.write(finding, row).end();
            return;
        }
        if (isMoved) {
            long columns = 0;
            for (FieldDifference field : finding.fields()) {
                columns |= bit(field);
            }
            sorter.writer()
                    .begin()
                    .keyPart(finding.job())
                    .keyByte(APPOINTMENT)
                    .keyPart("")
                    .keyLast(finding.reference())
                    .endKey()
                    .flag(false)
                    .number(finding.type().ordinal())
                    .number(columns)
                    .end();
        }
        RowWriter row = sorter.writer()
                .begin()
                .keyPart(finding.job())
                .keyByte(APPOINTMENT_FINDING)
                .keyLast(finding.reference())
                .endKey()
                .flag(isMoved);
        FindingRow.write(finding, row).end();
    }

    static long bit(FieldDifference field) {
        return 1L << Column.valueOf(field.name().toUpperCase(Locale.ROOT)).ordinal();
    }

    /** All that was collected, job by job; once. */
    SortedRows sorted() throws IOException {
        return sorter.sorted();
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }
}
