package rollcall.reconciler.consistency;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.FieldDifference;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * Reads collected rows job by job, applies the rules, and folds a job's exception into those of its appointments: it is told
 * with them, not beside them, when each appointment that legacy holds live has an exception of its own and nothing of the
 * job's exception is left untold. Holds one job's summary at a time, however many appointments it has.
 */
public final class JobGroups {
    private final List<Rule> rules;
    private final LocalDateTime asOf;
    private final Found found;
    private long inconsistent;

    private String job = "";
    private boolean jobIsThere;
    private boolean rulesBegun;
    private Optional<Finding> pending = Optional.empty();
    private long live;
    private long liveWithFinding;
    private long columnsTold;
    private boolean folded;

    /**
     * Prepares a reading.
     *
     * @param jobsAreCompared whether the new system has jobs at all; without any, nothing is said of appointments without one
     * @param found takes what remains
     */
    public JobGroups(boolean jobsAreCompared, LocalDateTime asOf, Found found) {
        this.rules = jobsAreCompared
                ? List.of(new AppointmentWithoutJob(), new TwoForOneTrade())
                : List.of(new TwoForOneTrade());
        this.asOf = asOf;
        this.found = found;
    }

    /** Reads everything. */
    public void read(JobRows rows) throws IOException {
        try (SortedRows sorted = rows.sorted()) {
            boolean begun = false;
            while (sorted.advance()) {
                Values key = sorted.row().key(0);
                String next = key.keyPart();
                if (!begun || !next.equals(job)) {
                    end();
                    begin(next);
                    begun = true;
                }
                take(sorted.row(), key.keyByte());
            }
            end();
        }
    }

    /** How many appointments the rules have found wrong. */
    public long inconsistent() {
        return inconsistent;
    }

    private void begin(String next) {
        job = next;
        jobIsThere = false;
        rulesBegun = false;
        pending = Optional.empty();
        live = 0;
        liveWithFinding = 0;
        columnsTold = 0;
        folded = false;
    }

    private void end() throws IOException {
        if (pending.isPresent() && !folded) {
            found.found(pending.get());
        }
        pending = Optional.empty();
    }

    private void take(Row row, int sort) throws IOException {
        switch (sort) {
            case JobRows.JOB_THERE -> jobIsThere = true;
            case JobRows.JOB_FINDING -> pending = Optional.of(FindingRow.read(row.values()));
            case JobRows.APPOINTMENT -> appointment(row);
            default -> appointmentFinding(row.values());
        }
    }

    private void appointment(Row row) throws IOException {
        Values values = row.values();
        boolean isMatched = values.flag(false);
        if (!isMatched) {
            live++;
            liveWithFinding += values.number(0) == ExceptionClass.CLAIM.ordinal() ? 0 : 1;
            columnsTold |= values.number(0);
            return;
        }
        if (!rulesBegun) {
            boolean isMissing =
                    pending.filter(it -> it.type() == ExceptionClass.MISSING).isPresent();
            rules.forEach(it -> it.begin(new JobFacts(job, jobIsThere, isMissing)));
            rulesBegun = true;
        }
        live += values.flag(false) ? 1 : 0;
        Appointment appointment = Appointment.of(row);
        Optional<Explanation> wrong =
                rules.stream().flatMap(it -> it.check(appointment).stream()).reduce((first, second) -> first);
        if (wrong.isPresent()) {
            inconsistent++;
            values.skip();
            SideRow legacy = SideRow.ofSource(values);
            found.found(FindingDraft.of(
                    ExceptionClass.INCONSISTENT,
                    wrong.get(),
                    Population.APPOINTMENTS,
                    appointment.reference(),
                    legacy,
                    asOf));
        }
    }

    private void appointmentFinding(Values values) throws IOException {
        boolean isMoved = values.flag(false);
        Finding finding = FindingRow.read(values);
        if (isMoved && pending.isPresent() && isTold(pending.get()) && finding.type() != ExceptionClass.CLAIM) {
            folded = true;
            found.found(with(finding, pending.get()));
        } else {
            found.found(finding);
        }
    }

    /** Whether the job's exception need not be told by itself. */
    private boolean isTold(Finding ofJob) {
        if (job.isEmpty() || live == 0 || live != liveWithFinding) {
            return false;
        }
        return switch (ofJob.type()) {
            case MISSING, INVISIBLE -> true;
            case DIFFERENT -> ofJob.fields().stream().allMatch(it -> (columnsTold & JobRows.bit(it)) != 0);
            case DUPLICATED, UNEXPECTED, INCONSISTENT, CLAIM -> false;
        };
    }

    private static Finding with(Finding finding, Finding ofJob) {
        String cause = ofJob.cause().equals(Cause.UNEXPLAINED.name()) ? columns(ofJob) : ofJob.cause();
        String detail = ofJob.causeDetail().isEmpty() ? cause : cause + ": " + ofJob.causeDetail();
        List<AlsoTrue> also = new ArrayList<>(finding.also());
        also.add(new AlsoTrue(Population.JOBS, ofJob.type(), ofJob.reference(), detail));
        also.addAll(ofJob.also());
        return FindingDraft.withAlso(finding, also);
    }

    private static String columns(Finding finding) {
        return String.join(
                ", ", finding.fields().stream().map(FieldDifference::name).toList());
    }
}
