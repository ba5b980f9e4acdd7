package rollcall.reconciler.consistency;

import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.side.Column;

/** A job of which legacy says that somebody is to come, and of which no side holds a live appointment. */
final class JobWithoutAppointment implements JobRule, JobRule.Judge {
    @Override
    public String name() {
        return "NO_APPOINTMENT";
    }

    @Override
    public String says() {
        return "somebody is to come, and no appointment says when";
    }

    @Override
    public String todo() {
        return "phone and book an appointment";
    }

    @Override
    public String predicate() {
        return "has no appointment";
    }

    @Override
    public String harm() {
        return "nobody will attend";
    }

    @Override
    public Set<Column> needs() {
        return Set.of(Column.NEEDS_APPOINTMENT);
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
    public Optional<String> end(JobFacts job) {
        return job.needsAppointment() && job.isLeftAlone() ? Optional.of("") : Optional.empty();
    }
}
