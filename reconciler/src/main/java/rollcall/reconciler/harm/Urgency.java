package rollcall.reconciler.harm;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;

/** How soon somebody must act, the soonest first. A visit already past must not bury today's. */
public enum Urgency {
    EMERGENCY("Emergencies and Awaab\u2019s Law", "A clock set by law or by the emergency priority is running."),
    SOON("Visits until the end of ", "Vulnerable households first."),
    OVERDUE("Past the target date", "They should have been done already, and the visit is later or has no time."),
    LATER("Later visits", "By the time the tenant was told."),
    UNBOOKED("Without a booked time", "Jobs, and appointments whose time is not known."),
    NEW_ONLY("In the new system only", "Legacy has nothing of the kind to be moved."),
    LEDGER("The migration\u2019s ledger", "The records are right; what the ledger says of them is not."),
    PAST("Already past", "Apologise and rebook, where nobody came.");

    private static final Set<String> EMERGENCY_PRIORITIES = Set.of("I", "E", "AW");

    private final String title;
    private final String explanation;

    Urgency(String title, String explanation) {
        this.title = title;
        this.explanation = explanation;
    }

    /** What reports call it; for visits that are near, the day follows. */
    public String title() {
        return title;
    }

    /** What it means, a sentence. */
    public String explanation() {
        return explanation;
    }

    /** The urgency of a finding, seen from {@code asOf}. */
    public static Urgency of(Finding finding, LocalDateTime asOf) {
        if (finding.type() == ExceptionClass.CLAIM) {
            return LEDGER;
        }
        if (finding.type() == ExceptionClass.UNEXPECTED && !finding.isCalledOff()) {
            return NEW_ONLY;
        }
        if (finding.awaabs() || EMERGENCY_PRIORITIES.contains(finding.priority())) {
            return EMERGENCY;
        }
        Optional<LocalDateTime> start = finding.startsAt();
        if (start.filter(it -> it.isBefore(asOf)).isPresent()) {
            return PAST;
        }
        if (start.filter(it -> !it.toLocalDate().isAfter(WorkingDays.after(asOf.toLocalDate())))
                .isPresent()) {
            return SOON;
        }
        if (isOverdue(finding, asOf)) {
            return OVERDUE;
        }
        return start.isPresent() ? LATER : UNBOOKED;
    }

    /** Whether the target date has passed. */
    public static boolean isOverdue(Finding finding, LocalDateTime asOf) {
        return finding.targetDate().filter(it -> it.isBefore(asOf)).isPresent();
    }

    /** Whether vulnerable households stand before the others: where the visits are a matter of a day or two. */
    public boolean vulnerableFirst() {
        return this == SOON;
    }
}
