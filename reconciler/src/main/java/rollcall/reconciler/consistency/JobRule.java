package rollcall.reconciler.consistency;

import java.util.Optional;

/** A rule that sees what there is of one job: all its appointments, or those for one trade. */
non-sealed interface JobRule extends Rule {
    /** A new judge, who begins before the first job. */
    Judge judge();

    /** Sees one job after the other, and remembers of each no more than a few rows. */
    interface Judge {
        /** Begins a job, or one of its trades. */
        default void begin(JobFacts job) {}

        /**
         * What is wrong about an appointment, given those of the same job before it, in the order of trade and reference; in
         * words that may be empty.
         *
         * @param appointment a view for this call
         */
        default Optional<String> see(JobFacts job, Appointment appointment) {
            return Optional.empty();
        }

        /** What is wrong about the job itself, when all its appointments have been seen; in words that may be empty. */
        default Optional<String> end(JobFacts job) {
            return Optional.empty();
        }
    }
}
