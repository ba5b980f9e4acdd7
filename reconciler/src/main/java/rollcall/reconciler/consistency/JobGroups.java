package rollcall.reconciler.consistency;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.FindingDraft;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.sort.Reopenable;
import rollcall.reconciler.sort.Row;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.RowWriter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.Values;

/**
 * Reads collected rows job by job, applies the rules, and folds a job's exception into those of its appointments: it is told
 * with them, not beside them, when each appointment that legacy holds live has an exception that says all of it. What
 * somebody has accepted by name is neither folded nor folded into, so that no name takes another one with it. What any
 * record of a job says of the household is told of each of them: nobody may be phoned because one of them does not know it.
 * Holds one job's summary at a time, however many appointments it has, and makes no object for one that is right.
 */
public final class JobGroups {
    private final JobJudges judges;
    private final JobFacts job;
    private final Predicate<Finding> isAccepted;
    private final Found found;
    private final Inconsistencies inconsistent;
    private final ToldLater later;
    private final ToldOnce once;
    private final Map<Population, Map<ExceptionClass, Long>> counts = new EnumMap<>(Population.class);
    private final Values values = new Values();
    private final Appointment appointment = new Appointment();

    private Optional<JobException> jobException = Optional.empty();
    private final Set<String> alerts = new LinkedHashSet<>();
    private final Set<Wrong> wrongAboutJob = new LinkedHashSet<>();
    private Optional<SideRow> jobInLegacy = Optional.empty();
    private final Foretold foretold = new Foretold();
    private final Set<Wrong> wrong = new LinkedHashSet<>();

    /**
     * Prepares a reading.
     *
     * @param columns the columns that the sides have
     * @param jobsAreCompared whether the new system has jobs; if not, nothing is said of appointments without one
     * @param isAccepted whether somebody has accepted an exception by name
     * @param later an empty sorter of its own
     * @param once another one
     * @param found takes what remains
     */
    public JobGroups(
            Set<Column> columns,
            boolean jobsAreCompared,
            LocalDateTime asOf,
            Predicate<Finding> isAccepted,
            RowSorter later,
            RowSorter once,
            Found found) {
        this.judges = new JobJudges(columns);
        this.job = new JobFacts(jobsAreCompared);
        this.inconsistent = new Inconsistencies(asOf);
        this.isAccepted = isAccepted;
        this.later = new ToldLater(later);
        this.once = new ToldOnce(once);
        this.found = found;
    }

    /**
     * Reads everything.
     *
     * @param legacy legacy's rows as they were compared
     */
    public void read(JobRows rows, Reopenable legacy) throws IOException {
        try (SortedRows sorted = rows.sorted()) {
            boolean begun = false;
            while (sorted.advance()) {
                Row row = sorted.row();
                if (job.isNew(row)) {
                    if (begun) {
                        end();
                    }
                    begin(row);
                    begun = true;
                }
                take(row);
            }
            if (begun) {
                end();
            }
        }
        later.tell(legacy, inconsistent, this::handOn);
        once.tell(this::handOn);
    }

    /** How many exceptions of a class have been told of a population's records. */
    public long told(Population population, ExceptionClass type) {
        return counts.getOrDefault(population, Map.of()).getOrDefault(type, 0L);
    }

    private void begin(Row row) {
        job.begin(row);
        judges.begin(job);
        jobException = Optional.empty();
        alerts.clear();
        wrongAboutJob.clear();
        jobInLegacy = Optional.empty();
        foretold.clear();
    }

    private void take(Row row) throws IOException {
        row.key(values);
        values.skipPart();
        int sort = values.keyByte();
        row.values(values);
        switch (sort) {
            case JobRows.JOB_THERE -> job.there();
            case JobRows.ALERTS -> alerts.add(values.text());
            case JobRows.JOB_OVER -> job.over();
            case JobRows.JOB_WRONG -> {
                wrongAboutJob.add(Wrong.read(values));
                jobInLegacy = Optional.of(SideRow.ofSource(values));
            }
            case JobRows.JOB_FINDING -> jobException(FindingRow.read(values));
            case JobRows.JOB_NEEDS_APPOINTMENT -> {
                job.needing();
                if (values.more()) {
                    jobInLegacy = Optional.of(SideRow.ofSource(values));
                }
            }
            case JobRows.LIVE_APPOINTMENT_FINDING -> {
                job.live();
                if (values.type() == RowWriter.ABSENT) {
                    return;
                }
                Finding finding = FindingRow.read(values);
                jobException.ifPresent(it -> it.count(finding));
            }
            case JobRows.APPOINTMENT -> {
                appointment.show(row);
                if (Foretold.isOne(values)) {
                    foretold.add(appointment.reference(), values);
                } else {
                    appointment();
                }
            }
            case JobRows.APPOINTMENT_FINDING -> {
                if (Foretold.isOne(values)) {
                    foretold.add(JobRows.referenceOfException(row), values);
                } else {
                    appointmentException(values.flag(false), FindingRow.read(values));
                }
            }
            default -> {
                appointment.show(row);
                if (Foretold.isOne(values)) {
                    foretold.add(appointment.reference(), values);
                } else {
                    made();
                }
            }
        }
    }

    /** Of a record that has this row only: an id is a row's. */
    private void made() throws IOException {
        job.live();
        wrong.clear();
        wrong.addAll(foretold.of(appointment.reference()));
        judges.seeMade(job, appointment, wrong);
        if (!wrong.isEmpty()) {
            tellOnce(inconsistent.found(
                    wrong, Population.APPOINTMENTS, appointment.reference(), appointment.made(), Optional.empty()));
        }
    }

    /**
     * Of legacy's job there may be several, which are one: that it was cancelled with many others, and what else is told of it.
     * One that legacy does not hold is another record, whatever it is called.
     */
    private void jobException(Finding exception) throws IOException {
        switch (exception.type()) {
            case MISSING -> job.missing();
            case INVISIBLE -> job.mended();
            case UNEXPECTED -> {
                tell(exception);
                return;
            }
            case DUPLICATED, DIFFERENT, INCONSISTENT, CLAIM -> {}
        }
        Finding told = exception.type() == ExceptionClass.CLAIM
                ? exception
                : Inconsistencies.toldWith(exception, wrongAboutJob);
        jobException = Optional.of(new JobException(jobException
                .map(it -> ToldOnce.one(List.of(it.finding(), told)))
                .orElse(told)));
    }

    private void appointment() throws IOException {
        wrong.clear();
        if (foretold.isAny()) {
            wrong.addAll(foretold.of(appointment.reference()));
        }
        judges.see(job, appointment, wrong);
        if (appointment.hasException()) {
            return;
        }
        if (appointment.liveThere()) {
            job.live();
        }
        Optional<Finding> claim = appointment.claim();
        if (!wrong.isEmpty()) {
            Optional<SideRow> legacy = appointment.legacy();
            if (legacy.isPresent()) {
                tellOnce(inconsistent.found(
                        wrong, Population.APPOINTMENTS, appointment.reference(), legacy.get(), claim));
            } else {
                later.appointment(appointment, wrong, alerts);
            }
        } else if (claim.isPresent()) {
            tellOnce(claim.get());
        }
    }

    private void appointmentException(boolean isMoved, Finding exception) throws IOException {
        if (exception.type() != ExceptionClass.CLAIM) {
            job.exception();
        }
        Finding finding = Inconsistencies.toldWith(exception, foretold.of(exception.reference()));
        if (isMoved
                && jobException.isPresent()
                && jobException.get().isSaidByAll(job.liveAppointments(), finding)
                && !isAccepted.test(finding)
                && !isAccepted.test(jobException.get().finding())) {
            finding = jobException.get().foldedInto(finding);
        }
        tellOnce(finding);
    }

    private void end() throws IOException {
        wrong.clear();
        judges.end(job, wrong);
        if (jobException.isEmpty()) {
            wrong.addAll(wrongAboutJob);
            if (!wrong.isEmpty()) {
                tellAboutJob(Optional.empty());
            }
        } else if (jobException.get().finding().type() == ExceptionClass.CLAIM) {
            endWithClaim(jobException.get().finding());
        } else if (!jobException.get().isFolded()) {
            tell(Inconsistencies.toldWith(jobException.get().finding(), wrong));
        }
    }

    /** A job that is right but for what the ledger says of it: what the rules say of it comes first. */
    private void endWithClaim(Finding claim) throws IOException {
        wrong.addAll(wrongAboutJob);
        if (wrong.isEmpty()) {
            tell(claim);
        } else {
            tellAboutJob(Optional.of(claim));
        }
    }

    private void tellAboutJob(Optional<Finding> claim) throws IOException {
        if (jobInLegacy.isPresent()) {
            tell(inconsistent.found(wrong, Population.JOBS, job.reference(), jobInLegacy.get(), claim));
        } else {
            later.job(job, wrong, alerts, claim);
        }
    }

    private void tell(Finding finding) throws IOException {
        handOn(FindingDraft.withAlerts(finding, alerts));
    }

    /** Of an appointment, of which something else may be told too. */
    private void tellOnce(Finding finding) throws IOException {
        boolean isAlone = switch (finding.type()) {
            case DUPLICATED, MISSING -> true;
            case UNEXPECTED -> !finding.cause().equals(Cause.CANCELLED_IN_BULK.name());
            case INVISIBLE, DIFFERENT, INCONSISTENT, CLAIM -> false;
        };
        if (isAlone) {
            tell(finding);
        } else {
            once.add(FindingDraft.withAlerts(finding, alerts));
        }
    }

    private void handOn(Finding finding) throws IOException {
        counts.computeIfAbsent(finding.population(), any -> new EnumMap<>(ExceptionClass.class))
                .merge(finding.type(), 1L, Long::sum);
        found.found(finding);
    }
}
