package rollcall.migrator.job;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.RejectedEntry;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.Accepted;
import rollcall.reconciler.plan.Plan;

/**
 * The rejected identities against those that somebody has accepted by name: each appointment and each job by its own. A
 * rejected contact is told of by its rejected job.
 *
 * @param accepted accepted by name, or told of by a rejected job
 * @param unaccepted still to be dealt with
 */
public record Rejections(long accepted, long unaccepted) {

    static Rejections of(List<RejectedEntry> rejected, Plan plan, LocalDate day) {
        Set<String> jobs = references(rejected, Kind.JOBS);
        Set<String> appointments = references(rejected, Kind.APPOINTMENTS);
        Set<String> contacts = references(rejected, Kind.CONTACTS);

        Set<String> openAppointments = without(appointments, accepted(plan, Population.APPOINTMENTS, day));
        Set<String> openJobs = without(jobs, accepted(plan, Population.JOBS, day));
        Set<String> openContacts = without(contacts, jobs);
        long open = openAppointments.size() + openJobs.size() + openContacts.size();
        return new Rejections(jobs.size() + appointments.size() + contacts.size() - open, open);
    }

    private static Set<String> references(List<RejectedEntry> rejected, Kind kind) {
        return rejected.stream()
                .map(RejectedEntry::identity)
                .filter(it -> it.kind() == kind)
                .map(Identity::reference)
                .collect(Collectors.toSet());
    }

    private static Set<String> accepted(Plan plan, Population population, LocalDate day) {
        return plan.accepted().stream()
                .filter(it -> it.population() == population && it.type() == ExceptionClass.MISSING)
                .filter(it -> it.until().filter(day::isAfter).isEmpty())
                .map(Accepted::reference)
                .collect(Collectors.toSet());
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
