package rollcall.reconciler.consistency;

import java.io.IOException;
import java.util.Optional;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.NumberedValues;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * Collects what the comparison says of jobs and appointments, to be read again job by job. Of one job come first that the
 * new system has it, then its household's alerts, then that it is over and what rules have found wrong about it, then its
 * exceptions, then that it needs an appointment, then the exceptions of its live appointments, then the facts of its
 * appointments by trade, those with exceptions first, then the exceptions of all its appointments, to be handed on, and then
 * those that were booked in the new system, by trade.
 */
public final class JobRows implements AutoCloseable {
    static final int JOB_THERE = 1;
    static final int ALERTS = 2;
    static final int JOB_OVER = 3;
    static final int JOB_WRONG = 4;
    static final int JOB_FINDING = 5;
    static final int JOB_NEEDS_APPOINTMENT = 6;
    static final int LIVE_APPOINTMENT_FINDING = 7;
    static final int APPOINTMENT = 8;
    static final int APPOINTMENT_FINDING = 9;
    static final int NEW_APPOINTMENT = 10;

    static final int WITH_EXCEPTION = 0;
    private static final int WITHOUT_EXCEPTION = 1;

    private final RowSorter sorter;
    private final Values source = new Values();
    private final NumberedValues numbered = new NumberedValues();

    /** @param sorter an empty sorter of its own */
    public JobRows(RowSorter sorter) {
        this.sorter = sorter;
    }

    /** The new system has a row for the job with this row's reference. */
    public void jobIsThere(Row target) throws IOException {
        of(target, JOB_THERE).end();
    }

    /** What a row of either side says of the household, for all that is told of its job. */
    public void alerts(Row row) throws IOException {
        alerts(row, numbered.show(row));
    }

    /** As above, of a row whose values are shown. */
    public void alerts(Row row, NumberedValues values) throws IOException {
        Values alerts = values.at(SideRow.number(Column.ALERTS));
        if (alerts.type() == RowWriter.ABSENT) {
            return;
        }
        String words = alerts.text();
        String job = jobOf(row, values);
        if (!job.isEmpty()) {
            sorter.writer()
                    .begin()
                    .keyPart(job)
                    .keyByte(ALERTS)
                    .endKey()
                    .text(words)
                    .end();
        }
    }

    private static String jobOf(Row row, NumberedValues values) {
        if (Keys.population(row) == Population.JOBS) {
            return Keys.hasReference(row) ? row.key(1).rest() : "";
        }
        return values.at(SideRow.number(Column.JOB)).text();
    }

    /**
     * Legacy's job, which the new system has too, says that somebody is to come.
     *
     * @param isOnly whether neither side has another row of the reference
     */
    void jobNeedsAppointment(Row legacy, boolean isOnly) throws IOException {
        RowWriter row = of(legacy, JOB_NEEDS_APPOINTMENT);
        if (!isOnly) {
            legacy.values(source);
            row.rest(source);
        }
        row.end();
    }

    /** A job that is to be moved and that neither side holds live. */
    void jobIsOver(Row legacy) throws IOException {
        of(legacy, JOB_OVER).end();
    }

    /** A job about which a rule has found something wrong. */
    void jobIsWrong(Row legacy, Wrong wrong) throws IOException {
        RowWriter row = wrong.write(of(legacy, JOB_WRONG));
        legacy.values(source);
        row.rest(source).end();
    }

    private RowWriter of(Row job, int sort) {
        return sorter.writer().begin().keyPart(job, 1).keyByte(sort).endKey();
    }

    /**
     * What a rule has found wrong about an appointment, for its job's other rows to meet: it stands before the appointment's
     * own row, before its exception's, and before that of a new one: only one of them comes.
     *
     * @param trade its trade in the new system
     */
    void wrong(String job, String trade, String reference, Wrong wrong) throws IOException {
        RowWriter fact = sorter.writer()
                .begin()
                .keyPart(job)
                .keyByte(APPOINTMENT)
                .keyPart(trade)
                .keyByte(WITHOUT_EXCEPTION)
                .keyLast(reference)
                .endKey();
        wrong.write(fact.absent()).end();
        RowWriter told = sorter.writer()
                .begin()
                .keyPart(job)
                .keyByte(APPOINTMENT_FINDING)
                .keyLast(reference)
                .endKey();
        wrong.write(told.absent()).end();
        RowWriter made = sorter.writer()
                .begin()
                .keyPart(job)
                .keyByte(NEW_APPOINTMENT)
                .keyPart(trade)
                .keyByte(WITHOUT_EXCEPTION)
                .keyLast(reference)
                .endKey();
        wrong.write(made.absent()).end();
    }

    /** A live appointment that staff have booked in the new system; its job has one now. Legacy has no row of it. */
    void made(Row there) throws IOException {
        NumberedValues values = numbered.show(there);
        RowWriter row = sorter.writer()
                .begin()
                .keyPart(values.at(SideRow.number(Column.JOB)))
                .keyByte(NEW_APPOINTMENT)
                .keyPart(values.at(SideRow.number(Column.TRADE)))
                .keyByte(WITHOUT_EXCEPTION)
                .keyLast(Keys.reference(there))
                .endKey();
        row.flag(false).flag(true).flag(false).flag(false).absent();
        there.values(source);
        row.rest(source).end();
    }

    /**
     * An appointment that staff have rightly changed and that is live in the new system: of the trade that it has now. Its job
     * is never theirs to change.
     *
     * @param legacy legacy's row
     * @param claim what the ledger has wrong about it
     */
    public void evolved(Row legacy, Row there, boolean liveInLegacy, Optional<Finding> claim) throws IOException {
        SideRow.Value was = SideRow.ofSource(legacy).value(Column.TRADE);
        boolean isOfItsTrade = was.equals(SideRow.ofTarget(there).value(Column.TRADE));
        RowWriter row = begin(there, WITHOUT_EXCEPTION)
                .flag(liveInLegacy && isOfItsTrade)
                .flag(true)
                .flag(claim.isPresent());
        claim.ifPresent(it -> FindingRow.write(it, row));
        end(legacy);
    }

    /** An appointment that is right on both sides, neither of which has another row of the reference: of it no more is kept than rules look at. */
    public void matchedOnly(Row legacy, NumberedValues values, boolean live) throws IOException {
        begin(legacy, values, WITHOUT_EXCEPTION)
                .flag(live)
                .flag(live)
                .flag(false)
                .flag(false)
                .value(values.at(SideRow.numberOfLegacyCode(Column.TRADE)))
                .end();
    }

    /**
     * An appointment that is right on both sides.
     *
     * @param legacy legacy's row
     */
    public void matched(Row legacy, boolean liveInLegacy, boolean liveThere) throws IOException {
        begin(legacy, WITHOUT_EXCEPTION).flag(liveInLegacy).flag(liveThere).flag(false);
        end(legacy);
    }

    /** An appointment that is right on both sides, and of which the ledger says otherwise. */
    public void claimed(Row legacy, boolean liveInLegacy, boolean liveThere, Finding claim) throws IOException {
        RowWriter row = begin(legacy, WITHOUT_EXCEPTION)
                .flag(liveInLegacy)
                .flag(liveThere)
                .flag(true);
        FindingRow.write(claim, row);
        end(legacy);
    }

    /** An appointment that is live on both sides and has an exception, which is handed on by itself. */
    public void liveWithException(Row legacy) throws IOException {
        begin(legacy, WITH_EXCEPTION).flag(true).flag(true).flag(false);
        end(legacy);
    }

    /** An appointment that legacy holds live, and that staff have rightly ended in the new system. */
    public void endedByStaff(SideRow legacy, String reference) throws IOException {
        endedByStaff(legacy.value(Column.JOB).text(), reference);
    }

    /** As above, by its job's reference. */
    public void endedByStaff(String job, String reference) throws IOException {
        sorter.writer()
                .begin()
                .keyPart(job)
                .keyByte(LIVE_APPOINTMENT_FINDING)
                .keyLast(reference)
                .endKey()
                .absent()
                .end();
    }

    private RowWriter begin(Row legacy, int exception) {
        return begin(legacy, numbered.show(legacy), exception);
    }

    private RowWriter begin(Row legacy, NumberedValues values, int exception) {
        return sorter.writer()
                .begin()
                .keyPart(values.at(SideRow.number(Column.JOB)))
                .keyByte(APPOINTMENT)
                .keyPart(values.at(SideRow.number(Column.TRADE)))
                .keyByte(exception)
                .keyFrom(legacy, 1)
                .endKey();
    }

    private void end(Row legacy) throws IOException {
        legacy.values(source);
        sorter.writer().flag(true).rest(source).end();
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
            RowWriter row = sorter.writer()
                    .begin()
                    .keyPart(finding.job())
                    .keyByte(LIVE_APPOINTMENT_FINDING)
                    .keyLast(finding.reference())
                    .endKey();
            FindingRow.write(finding, row).end();
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

    /** The reference of a row of {@link #APPOINTMENT_FINDING}. */
    static String referenceOfException(Row row) {
        Values key = row.key(0);
        key.skipPart();
        key.keyByte();
        return key.rest();
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
