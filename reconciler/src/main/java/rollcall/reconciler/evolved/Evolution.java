package rollcall.reconciler.evolved;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.reconciler.cause.Cause;
import rollcall.reconciler.cause.Explanation;
import rollcall.reconciler.evolved.Judged.Cancelled;
import rollcall.reconciler.evolved.Judged.Rightly;
import rollcall.reconciler.evolved.Judged.Untouched;
import rollcall.reconciler.evolved.Judged.Wrongly;
import rollcall.reconciler.plan.EvolvedPlan;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.side.Trail;
import rollcall.reconciler.side.Trail.Touch;

/**
 * Whether staff have rightly made a row what it is. Evidence that is not there, or not from after go-live, speaks for
 * nobody: then the row is judged as one that stood still. A status is held against who gave it that status, whatever was
 * done to the row later; every other column against the last change.
 */
public final class Evolution {
    private final EvolvedPlan plan;

    /** By what the plan allows. */
    public Evolution(EvolvedPlan plan) {
        this.plan = plan;
    }

    /**
     * Judges a row that both sides have.
     *
     * @param columns those in which they disagree, {@link Column#LIVE} among them
     */
    public Judged judge(SideRow legacy, SideRow there, List<Column> columns) {
        Trail trail = there.trail();
        List<Column> others = new ArrayList<>(columns);
        boolean isOfStatus = others.removeAll(List.of(Column.STATUS, Column.LIVE));
        if (isOfStatus && (!isSince(trail.status()) || isHidden(legacy, there))
                || !others.isEmpty()
                        && (!isSince(trail.changed())
                                || others.contains(Column.STARTS_AT) && isOutOfReach(legacy, there))) {
            return new Untouched();
        }
        Optional<Explanation> status = isOfStatus ? status(legacy, there, trail) : Optional.empty();
        if (status.isPresent()) {
            return new Wrongly(status.get(), trail.status());
        }
        Optional<Explanation> change = others.isEmpty() ? Optional.empty() : change(trail.changed(), others);
        if (change.isPresent()) {
            return new Wrongly(change.get(), trail.changed());
        }
        if (isOfStatus && isEnded(legacy, there) && isCancelled(there)) {
            return new Cancelled(trail.status(), trail.reason());
        }
        return isOfStatus ? new Rightly(trail.status(), trail.reason()) : new Rightly(trail.changed(), "");
    }

    /** Who has cancelled a row since go-live, rightly or not. */
    public Optional<Touch> cancelledBy(SideRow legacy, SideRow there) {
        return isEnded(legacy, there) ? cancelledBy(there) : Optional.empty();
    }

    /** Whether its status does not say why staff cannot rely on it: it cannot be listed, or has the status that legacy means. */
    private boolean isHidden(SideRow legacy, SideRow there) {
        boolean isUnlisted = legacy.live() && there.live() && !there.visible();
        boolean isOfSameStatus = legacy.value(Column.STATUS).equals(there.value(Column.STATUS));
        return isUnlisted || isEnded(legacy, there) && isOfSameStatus;
    }

    /**
     * Whether its window is where no hand of staff's has put it: before go-live, though legacy's was not; or nowhere, though it
     * is live: nobody comes to either.
     */
    private boolean isOutOfReach(SideRow legacy, SideRow there) {
        Optional<LocalDateTime> was = legacy.value(Column.STARTS_AT).time();
        Optional<LocalDateTime> is = there.value(Column.STARTS_AT).time();
        return is.isEmpty()
                ? was.isPresent() && isLive(there)
                : is.get().isBefore(plan.since())
                        && was.filter(it -> !it.isBefore(plan.since())).isPresent();
    }

    /**
     * Why a row without a legacy reference is not a booking that staff have made since go-live, or is one that somebody else
     * has cancelled; empty if it is one.
     */
    public Optional<Explanation> whyNotNew(SideRow there) {
        Touch created = there.trail().created();
        if (created.at().isEmpty()) {
            return wrong(Cause.NO_REFERENCE, "nothing says when it was made");
        }
        if (!isSince(created)) {
            return wrong(Cause.NO_REFERENCE, "made before go-live");
        }
        if (created.by().isEmpty()) {
            return wrong(Cause.NO_REFERENCE, "nobody says who made it");
        }
        if (!plan.maySetUp(created.by())) {
            return wrong(Cause.NO_REFERENCE, "made by an account that is not staff's");
        }
        return isCancelled(there) ? whyNotTheirs(there.trail().status()) : Optional.empty();
    }

    /** A booking of their own staff may cancel as they like: it is no tenant's of legacy. */
    private Optional<Explanation> whyNotTheirs(Touch cancelled) {
        if (!isSince(cancelled)) {
            return wrong(Cause.CANCELLED_SINCE_LOAD, "nothing says when");
        }
        if (cancelled.by().isEmpty()) {
            return wrong(Cause.CANCELLED_SINCE_LOAD, "nobody says who did it");
        }
        return plan.isStaff(cancelled.by()) || plan.maySetUp(cancelled.by())
                ? Optional.empty()
                : wrong(Cause.CANCELLED_SINCE_LOAD, "by an account that is not staff's");
    }

    /** Who has cancelled a booking that staff have made since go-live, rightly or not. */
    public Optional<Touch> cancelledBy(SideRow made) {
        Touch touch = made.trail().status();
        return isCancelled(made) && isSince(touch) && !touch.by().isEmpty() ? Optional.of(touch) : Optional.empty();
    }

    private boolean isSince(Touch touch) {
        return touch.at().filter(plan::isSince).isPresent();
    }

    /** A status that means cancelled ends a row also where the side does not say, or denies, that it is not live. */
    private boolean isEnded(SideRow legacy, SideRow there) {
        return legacy.live() && (!isLive(there) || isCancelled(there) && !isCancelled(legacy));
    }

    private static boolean isLive(SideRow there) {
        return there.live() && there.visible();
    }

    private boolean isCancelled(SideRow row) {
        return plan.cancel().statuses().contains(row.value(Column.STATUS).text());
    }

    private Optional<Explanation> status(SideRow legacy, SideRow there, Trail trail) {
        boolean isEnded = isEnded(legacy, there);
        Cause cause = isEnded ? Cause.CANCELLED_SINCE_LOAD : Cause.CHANGED_SINCE_LOAD;
        String by = trail.status().by();
        if (by.isEmpty()) {
            return wrong(cause, "nobody says who did it");
        }
        if (!plan.isStaff(by)) {
            return wrong(cause, "by an account that is not staff's");
        }
        String from = legacy.value(Column.STATUS).text();
        String to = there.value(Column.STATUS).text();
        if (legacy.value(Column.STATUS).isUnmapped() || !plan.isPermitted(from, to)) {
            return wrong(cause, "staff may not take it from status '%s' to '%s'".formatted(from, to));
        }
        if (!isEnded || !isToCome(legacy, there, trail.status())) {
            return Optional.empty();
        }
        if (!isCancelled(there)) {
            return hasWindow(legacy) || hasWindow(there) ? wrong(cause, "ended before its day came") : Optional.empty();
        }
        if (!plan.mayCancel(by)) {
            return wrong(cause, "by an account that may not cancel");
        }
        if (trail.reason().isEmpty()) {
            return wrong(cause, "without a reason");
        }
        return plan.cancel().reasons().contains(trail.reason())
                ? Optional.empty()
                : wrong(cause, "for a reason that is not allowed");
    }

    /**
     * Whether it was still to come when it was given its status; a job has no window, and always is. A visit may be done at any
     * time of its day, also of one to which staff have brought it forward. To cancel one is a matter of the later of its windows,
     * and until the end of that: so long the tenant may wait.
     */
    private boolean isToCome(SideRow legacy, SideRow there, Touch touch) {
        Optional<LocalDateTime> over = isCancelled(there)
                ? Stream.of(windowsEnd(legacy), windowsEnd(there))
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder())
                : there.value(Column.STARTS_AT)
                        .time()
                        .or(() -> legacy.value(Column.STARTS_AT).time())
                        .map(it -> it.toLocalDate().atStartOfDay());
        return over.flatMap(it -> touch.at().map(it::isAfter)).orElse(true);
    }

    private static Optional<LocalDateTime> windowsEnd(SideRow row) {
        return row.value(Column.ENDS_AT)
                .time()
                .or(() -> row.value(Column.STARTS_AT).time());
    }

    private static boolean hasWindow(SideRow there) {
        return there.value(Column.STARTS_AT).time().isPresent();
    }

    private Optional<Explanation> change(Touch touch, List<Column> columns) {
        if (touch.by().isEmpty()) {
            return wrong(Cause.CHANGED_SINCE_LOAD, "nobody says who did it");
        }
        if (!plan.isStaff(touch.by())) {
            return wrong(Cause.CHANGED_SINCE_LOAD, "by an account that is not staff's");
        }
        List<String> beyond = columns.stream()
                .map(Column::word)
                .filter(it -> !plan.columns().contains(it))
                .toList();
        return beyond.isEmpty()
                ? Optional.empty()
                : wrong(Cause.CHANGED_SINCE_LOAD, "staff may not change " + String.join(", ", beyond));
    }

    private static Optional<Explanation> wrong(Cause cause, String detail) {
        return Optional.of(new Explanation(cause, detail));
    }
}
