package rollcall.reconciler.consistency;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.finding.AlsoTrue;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * Reads collected rows job by job, applies the rules, and folds a job's exception into those of its appointments: it is told
 * with them, not beside them, when each appointment that legacy holds live has an exception that says all of it. What
 * somebody has accepted by name is neither folded nor folded into, so that no name takes another one with it. What any
 * record of a job says of the household is told of each of them: nobody may be phoned because one of them does not know it.
 * Holds one job's summary at a time, however many appointments it has.
 */
public final class JobGroups {
    private final List<Rule> rules;
    private final LocalDateTime asOf;
    private final Predicate<Finding> isAccepted;
    private final Found found;
    private final Map<Population, Long> inconsistent = new EnumMap<>(Population.class);

    private String job = "";
    private boolean jobIsThere;
    private boolean rulesBegun;
    private final List<JobException> ofJob = new ArrayList<>();
    private final Set<String> alerts = new LinkedHashSet<>();
    private long live;
    private boolean hasException;
    private Optional<SideRow> needing = Optional.empty();
    private Optional<InDiary> inDiary = Optional.empty();

    /** What is wrong about an appointment in a diary, told just before the appointment itself. */
    private record InDiary(String reference, Explanation why) {}

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

    /** How many rows of a population the rules have found wrong. */
    public long inconsistent(Population population) {
        return inconsistent.getOrDefault(population, 0L);
    }

    private void begin(String next) {
        job = next;
        jobIsThere = false;
        rulesBegun = false;
        ofJob.clear();
        alerts.clear();
        live = 0;
        hasException = false;
        needing = Optional.empty();
        inDiary = Optional.empty();
    }

    private void end() throws IOException {
        boolean isLeftAlone = needing.isPresent() && live == 0 && !hasException;
        boolean isTold = false;
        for (JobException each : ofJob) {
            if (!each.isFolded()) {
                tell(isLeftAlone ? withoutAppointment(each.finding()) : each.finding());
                isTold = true;
            }
        }
        if (isLeftAlone && !isTold) {
            Explanation why = Explanation.of(Cause.NO_APPOINTMENT);
            tell(FindingDraft.of(ExceptionClass.INCONSISTENT, why, Population.JOBS, job, needing.orElseThrow(), asOf));
            count(Population.JOBS);
        }
        ofJob.clear();
    }

    private void tell(Finding finding) throws IOException {
        found.found(FindingDraft.withAlerts(finding, alerts));
    }

    /** A job that somebody is to come for, and nobody has an appointment: the ledger's claim is told with it, else it with the job's own. */
    private Finding withoutAppointment(Finding ofJob) {
        if (ofJob.type() != ExceptionClass.CLAIM) {
            return FindingDraft.withAlso(ofJob, inconsistent(ofJob, Cause.NO_APPOINTMENT.name()));
        }
        count(Population.JOBS);
        Explanation why = Explanation.of(Cause.NO_APPOINTMENT);
        return FindingDraft.withClaim(
                FindingDraft.of(ExceptionClass.INCONSISTENT, why, Population.JOBS, job, needing.orElseThrow(), asOf),
                ofJob);
    }

    private static AlsoTrue inconsistent(Finding of, String detail) {
        return new AlsoTrue(of.population(), ExceptionClass.INCONSISTENT, of.reference(), detail);
    }

    private void count(Population population) {
        inconsistent.merge(population, 1L, Long::sum);
    }

    private void take(Row row, int sort) throws IOException {
        switch (sort) {
            case JobRows.JOB_THERE -> jobIsThere = true;
            case JobRows.JOB_NEEDS_APPOINTMENT -> needing = Optional.of(SideRow.ofSource(row));
            case JobRows.ALERTS -> alerts.add(row.values().text());
            case JobRows.JOB_FINDING -> ofJob.add(new JobException(FindingRow.read(row.values())));
            case JobRows.LIVE_APPOINTMENT_FINDING -> {
                live++;
                if (row.values().type() == RowWriter.ABSENT) {
                    return;
                }
                Finding finding = FindingRow.read(row.values());
                ofJob.forEach(it -> it.count(finding));
            }
            case JobRows.APPOINTMENT -> {
                if (!isOfDiary(row, Appointment.reference(row))) {
                    appointment(Appointment.of(row));
                }
            }
            default -> {
                if (!isOfDiary(row, referenceOf(row))) {
                    appointmentFinding(row.values());
                }
            }
        }
    }

    private static String referenceOf(Row exception) {
        Values key = exception.key(0);
        key.keyPart();
        key.keyByte();
        return key.rest();
    }

    private boolean isOfDiary(Row row, String reference) {
        Values values = row.values();
        if (values.type() != RowWriter.ABSENT) {
            return false;
        }
        values.skip();
        inDiary = Optional.of(new InDiary(reference, new Explanation(Cause.valueOf(values.text()), values.text())));
        return true;
    }

    /** Told once, also where several rows have the reference. */
    private Optional<Explanation> wrongInDiary(String reference) {
        Optional<Explanation> wrong =
                inDiary.filter(it -> it.reference().equals(reference)).map(InDiary::why);
        if (wrong.isPresent()) {
            inDiary = Optional.empty();
        }
        return wrong;
    }

    private void appointment(Appointment appointment) throws IOException {
        if (!rulesBegun) {
            boolean isMissing = ofJob.stream().anyMatch(it -> it.finding().type() == ExceptionClass.MISSING);
            rules.forEach(it -> it.begin(new JobFacts(job, jobIsThere, isMissing)));
            rulesBegun = true;
        }
        Optional<Explanation> inDiary = wrongInDiary(appointment.reference());
        Optional<Explanation> wrong = rules.stream()
                .flatMap(it -> it.check(appointment).stream())
                .reduce((first, second) -> first)
                .or(() -> inDiary);
        if (appointment.hasException()) {
            return;
        }
        live += appointment.liveInLegacy() ? 1 : 0;
        Optional<Finding> claim = appointment.claim();
        if (wrong.isPresent()) {
            count(Population.APPOINTMENTS);
            Finding finding = FindingDraft.of(
                    ExceptionClass.INCONSISTENT,
                    wrong.get(),
                    Population.APPOINTMENTS,
                    appointment.reference(),
                    appointment.legacy(),
                    asOf);
            tell(claim.map(it -> FindingDraft.withClaim(finding, it)).orElse(finding));
        } else if (claim.isPresent()) {
            tell(claim.get());
        }
    }

    private void appointmentFinding(Values values) throws IOException {
        boolean isMoved = values.flag(false);
        hasException = true;
        Finding finding = FindingRow.read(values);
        Optional<Explanation> wrong = wrongInDiary(finding.reference());
        if (wrong.isPresent()) {
            finding = FindingDraft.withAlso(
                    finding, inconsistent(finding, wrong.get().cause().name()));
        }
        if (isMoved && !isAccepted.test(finding)) {
            for (JobException each : ofJob) {
                if (each.isSaidByAll(live, finding) && !isAccepted.test(each.finding())) {
                    finding = each.foldedInto(finding);
                }
            }
        }
        tell(finding);
    }
}
