package rollcall.reconciler.consistency;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * Reads collected rows job by job, applies the rules, and folds a job's exception into those of its appointments: it is told
 * with them, not beside them, when each appointment that legacy holds live has an exception that says all of it. What
 * somebody has accepted by name is neither folded nor folded into, so that no name takes another one with it. Holds one
 * job's summary at a time, however many appointments it has.
 */
public final class JobGroups {
    private final List<Rule> rules;
    private final LocalDateTime asOf;
    private final Predicate<Finding> isAccepted;
    private final Found found;
    private long inconsistent;

    private String job = "";
    private boolean jobIsThere;
    private boolean rulesBegun;
    private final List<JobException> ofJob = new ArrayList<>();
    private long live;

    /**
     * Prepares a reading.
     *
     * @param jobsAreCompared whether the new system has jobs and appointments name theirs; if not, nothing is said of
     *     appointments without one
     * @param isAccepted whether somebody has accepted an exception by name
     * @param found takes what remains
     */
    public JobGroups(boolean jobsAreCompared, LocalDateTime asOf, Predicate<Finding> isAccepted, Found found) {
        this.rules = jobsAreCompared
                ? List.of(new AppointmentWithoutJob(), new TwoForOneTrade())
                : List.of(new TwoForOneTrade());
        this.asOf = asOf;
        this.isAccepted = isAccepted;
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
        ofJob.clear();
        live = 0;
    }

    private void end() throws IOException {
        for (JobException each : ofJob) {
            if (!each.isFolded()) {
                found.found(each.finding());
            }
        }
        ofJob.clear();
    }

    private void take(Row row, int sort) throws IOException {
        switch (sort) {
            case JobRows.JOB_THERE -> jobIsThere = true;
            case JobRows.JOB_FINDING -> ofJob.add(new JobException(FindingRow.read(row.values())));
            case JobRows.LIVE_APPOINTMENT_FINDING -> {
                live++;
                Finding finding = FindingRow.read(row.values());
                ofJob.forEach(it -> it.count(finding));
            }
            case JobRows.APPOINTMENT -> appointment(Appointment.of(row));
            default -> appointmentFinding(row.values());
        }
    }

    private void appointment(Appointment appointment) throws IOException {
        if (!rulesBegun) {
            boolean isMissing = ofJob.stream().anyMatch(it -> it.finding().type() == ExceptionClass.MISSING);
            rules.forEach(it -> it.begin(new JobFacts(job, jobIsThere, isMissing)));
            rulesBegun = true;
        }
        Optional<Explanation> wrong =
                rules.stream().flatMap(it -> it.check(appointment).stream()).reduce((first, second) -> first);
        if (appointment.hasException()) {
            return;
        }
        live += appointment.liveInLegacy() ? 1 : 0;
        Optional<Finding> claim = appointment.claim();
        if (wrong.isPresent()) {
            inconsistent++;
            Finding finding = FindingDraft.of(
                    ExceptionClass.INCONSISTENT,
                    wrong.get(),
                    Population.APPOINTMENTS,
                    appointment.reference(),
                    appointment.legacy(),
                    asOf);
            found.found(claim.map(it -> FindingDraft.withClaim(finding, it)).orElse(finding));
        } else if (claim.isPresent()) {
            found.found(claim.get());
        }
    }

    private void appointmentFinding(Values values) throws IOException {
        boolean isMoved = values.flag(false);
        Finding finding = FindingRow.read(values);
        if (isMoved && !isAccepted.test(finding)) {
            for (JobException each : ofJob) {
                if (each.isSaidByAll(live, finding) && !isAccepted.test(each.finding())) {
                    finding = each.foldedInto(finding);
                }
            }
        }
        found.found(finding);
    }
}
