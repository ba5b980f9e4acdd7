package rollcall.reconciler.consistency;

import java.util.Optional;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;

/** An appointment in the new system whose job is not there, and is not itself reported as missing. */
final class AppointmentWithoutJob implements Rule {
    private boolean lacksJob;

    @Override
    public void begin(JobFacts job) {
        lacksJob = !job.isThere() && !job.isMissing();
    }

    @Override
    public Optional<Explanation> check(Appointment appointment) {
        return lacksJob ? Optional.of(Explanation.of(Cause.JOB_NOT_THERE)) : Optional.empty();
    }
}
