package rollcall.reconciler.consistency;

import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.side.Column;

/** A live appointment of a job that is over on both sides, or that staff have ended. */
final class CancelledJobWithLiveSlot implements JobRule, JobRule.Judge {
    @Override
    public String name() {
        return "CANCELLED_JOB_WITH_LIVE_SLOT";
    }

    @Override
    public String says() {
        return "its job is cancelled or closed";
    }

    @Override
    public String todo() {
        return "find out whether somebody is still to come; cancel the appointment or reopen its job";
    }

    @Override
    public String harm() {
        return "somebody may be sent for work that is over";
    }

    @Override
    public Set<Column> needs() {
        return Set.of(Column.JOB, Column.LIVE);
    }

    @Override
    public Grouping grouping() {
        return Grouping.JOB;
    }

    @Override
    public Judge judge() {
        return this;
    }

    @Override
    public Optional<String> see(JobFacts job, Appointment appointment) {
        return job.isOver() && appointment.liveThere() ? Optional.of("") : Optional.empty();
    }
}
