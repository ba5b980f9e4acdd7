package rollcall.reconciler.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.side.Column;

/** The judges of one job after the other, each begun with the job or with each of its trades. */
final class JobJudges {
    private record Judging(JobRule rule, JobRule.Judge judge) {}

    private final List<Judging> ofJob = new ArrayList<>();
    private final List<Judging> ofTrade = new ArrayList<>();
    /** The first appointment of the present trade. */
    private final Appointment first = new Appointment();

    private boolean hasFirst;
    private boolean isOfMade;

    /** @param columns the columns that the sides have */
    JobJudges(Set<Column> columns) {
        for (JobRule rule : Rules.of(JobRule.class, columns)) {
            (rule.grouping() == Grouping.JOB_AND_TRADE ? ofTrade : ofJob).add(new Judging(rule, rule.judge()));
        }
    }

    void begin(JobFacts job) {
        hasFirst = false;
        isOfMade = false;
        for (Judging each : ofJob) {
            each.judge().begin(job);
        }
    }

    /** Adds what is wrong about the job's next appointment. */
    void see(JobFacts job, Appointment appointment, Set<Wrong> wrong) {
        if (!hasFirst || !appointment.isOfTradeOf(first)) {
            first.keep(appointment);
            hasFirst = true;
            for (Judging each : ofTrade) {
                each.judge().begin(job);
            }
        }
        see(ofJob, job, appointment, wrong);
        see(ofTrade, job, appointment, wrong);
    }

    /**
     * Adds what is wrong about the job's next appointment that was booked in the new system, behind all those that were moved:
     * one beside a moved one of its trade is what a second booking is, and two of them are not. Nothing is asked of one that
     * names no job: it may be of a job that was made there.
     */
    void seeMade(JobFacts job, Appointment appointment, Set<Wrong> wrong) {
        if (job.isNone()) {
            return;
        }
        if (!isOfMade) {
            isOfMade = true;
            hasFirst = false;
        }
        see(job, appointment, wrong);
    }

    private static void see(List<Judging> judges, JobFacts job, Appointment appointment, Set<Wrong> wrong) {
        for (Judging each : judges) {
            Optional<String> found = each.judge().see(job, appointment);
            if (found.isPresent()) {
                wrong.add(new Wrong(each.rule(), found.get()));
            }
        }
    }

    /** Adds what is wrong about the job itself, when all its appointments have been seen. */
    void end(JobFacts job, Set<Wrong> wrong) {
        for (Judging each : ofJob) {
            each.judge().end(job).ifPresent(it -> wrong.add(new Wrong(each.rule(), it)));
        }
    }
}
