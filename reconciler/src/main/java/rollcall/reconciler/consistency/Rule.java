package rollcall.reconciler.consistency;

import java.util.Optional;
import rollcall.reconciler.cause.Explanation;

/** One way in which rows that are each fine are together wrong. Asked about a job's appointments in order of trade and reference. */
sealed interface Rule permits AppointmentWithoutJob, TwoForOneTrade {
    /** Begins a job. */
    void begin(JobFacts job);

    /** What is wrong about an appointment, given those of the same job before it. */
    Optional<Explanation> check(Appointment appointment);
}
