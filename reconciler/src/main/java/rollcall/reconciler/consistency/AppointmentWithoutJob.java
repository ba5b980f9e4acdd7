package rollcall.reconciler.consistency;

import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.side.Column;

/** An appointment in the new system whose job is not there, and is not itself reported as missing. */
final class AppointmentWithoutJob implements JobRule, JobRule.Judge {
    @Override
    public String name() {
        return "JOB_NOT_THERE";
    }

    @Override
    public String says() {
        return "its job is not in the new system";
    }

    @Override
    public Set<Column> needs() {
        return Set.of(Column.JOB);
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
        return job.isLacking() ? Optional.of("") : Optional.empty();
    }
}
