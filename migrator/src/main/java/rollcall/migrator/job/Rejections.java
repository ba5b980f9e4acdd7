package rollcall.migrator.job;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.RejectedEntry;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.Accepted;
import rollcall.reconciler.plan.Plan;

/**
 * The rejected identities against those that somebody has accepted by name: each appointment and each job by its own, as the
 * class of exception that the checker finds: MISSING, where nothing of it stands in the new system; where an earlier version
 * of it was kept there, whatever that now is. A rejected contact is told of by its job.
 *
 * @param accepted accepted by name, or told of by a rejected job
 * @param unaccepted still to be dealt with
 */
public record Rejections(long accepted, long unaccepted) {

    static Rejections of(List<RejectedEntry> rejected, Plan plan, LocalDate day) {
        Set<String> jobs = references(rejected, Kind.JOBS, any -> true);
        Set<String> appointments = references(rejected, Kind.APPOINTMENTS, any -> true);
        Set<String> contacts = references(rejected, Kind.CONTACTS, any -> true);

        Set<String> openAppointments = open(rejected, Kind.APPOINTMENTS, plan, Population.APPOINTMENTS, day);
        Set<String> openJobs = open(rejected, Kind.JOBS, plan, Population.JOBS, day);
        Set<String> openContacts = without(without(contacts, jobs), accepted(plan, Population.JOBS, day, any -> true));
        long open = openAppointments.size() + openJobs.size() + openContacts.size();
        return new Rejections(jobs.size() + appointments.size() + contacts.size() - open, open);
    }

    private static Set<String> open(
            List<RejectedEntry> rejected, Kind kind, Plan plan, Population population, LocalDate day) {
        Set<String> open = without(
                references(rejected, kind, it -> it.targetId().isEmpty()),
                accepted(plan, population, day, ExceptionClass.MISSING::equals));
        open.addAll(without(
                references(rejected, kind, it -> it.targetId().isPresent()),
                accepted(plan, population, day, any -> true)));
        return open;
    }

    private static Set<String> references(List<RejectedEntry> rejected, Kind kind, Predicate<RejectedEntry> which) {
        return rejected.stream()
                .filter(which)
                .map(RejectedEntry::identity)
                .filter(it -> it.kind() == kind)
                .map(Identity::reference)
                .collect(Collectors.toSet());
    }

    private static Set<String> accepted(Plan plan, Population population, LocalDate day, Predicate<ExceptionClass> as) {
        return plan.acceptedOfLoad().stream()
                .filter(it -> it.population() == population && as.test(it.type()))
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
