package rollcall.reconciler.plan;

import java.util.List;
import java.util.stream.Stream;
import rollcall.reconciler.finding.Population;

/**
 * The columns of both sides by which a record is known, where that is not the one column {@code reference}.
 *
 * @param appointments those of an appointment, in their order
 * @param jobs those of a job; the same as an appointment's where the plan has one list for both
 */
public record KeyColumns(List<String> appointments, List<String> jobs) {
    /** A record is known by its {@code reference}. */
    public static final KeyColumns NONE = new KeyColumns(List.of(), List.of());

    public KeyColumns {
        appointments = List.copyOf(appointments);
        jobs = List.copyOf(jobs);
    }

    /** Whether there are none: a record is known by its {@code reference}. */
    public boolean isNone() {
        return appointments.isEmpty() && jobs.isEmpty();
    }

    /** Whether one list is the key of all rows, which must then all be of one population. */
    public boolean isOfOnePopulation() {
        return !isNone() && appointments.equals(jobs);
    }

    /** Whether an appointment's {@code job} is made of the columns by which its job is known. */
    public boolean makesJob() {
        return !isNone() && !isOfOnePopulation();
    }

    /** The columns of a population's key. */
    public List<String> of(Population population) {
        return population == Population.JOBS ? jobs : appointments;
    }

    /** All columns of both keys, each once. */
    public List<String> all() {
        return Stream.concat(appointments.stream(), jobs.stream()).distinct().toList();
    }

    /** As a plan writes it: {@code job, visit}, or {@code appointments: job, visit; jobs: job}. */
    public String told() {
        return isNone() || isOfOnePopulation()
                ? String.join(", ", appointments)
                : "appointments: %s; jobs: %s".formatted(String.join(", ", appointments), String.join(", ", jobs));
    }
}
