package rollcall.reconciler.plan;

import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What staff may rightly do in the new system once it is live, so that the nightly run does not cry over it. Whatever is
 * not named here stays an exception.
 *
 * @param since go-live: nothing earlier is staff's
 * @param staff whose changes are rightly made
 * @param services accounts of programs, the load's too; never staff, whatever pattern they fit
 * @param columns the compared columns that staff may change, by name
 * @param paths to which status a row may have come from the one that legacy means, over any number of steps; codes of the
 *     new system
 * @param cancel who may cancel, and why
 * @param burst when cancellations are too many at once to be staff's, whatever they say
 * @param newBy who may make bookings that legacy does not know
 */
public record EvolvedPlan(
        LocalDateTime since,
        Accounts staff,
        Accounts services,
        Set<String> columns,
        Map<String, Set<String>> paths,
        Cancel cancel,
        Burst burst,
        Accounts newBy) {
    /** Where the plan does not say. */
    public static final Burst BURST = new Burst(10, 1);

    /** What tables say whose rows never end: no time at which anybody did anything. */
    private static final int NEVER = 9000;

    public EvolvedPlan {
        columns = Set.copyOf(columns);
        paths = reachable(paths);
    }

    /**
     * Cancellations.
     *
     * @param statuses the new system's codes of a cancelled row
     * @param reasons the reasons of the new system's list that may stand with one of a visit that was still to come
     * @param staff who may cancel such a visit
     */
    public record Cancel(Set<String> statuses, Set<String> reasons, Accounts staff) {
        public Cancel {
            statuses = Set.copyOf(statuses);
            reasons = Set.copyOf(reasons);
        }
    }

    /**
     * So many cancellations by one account, so near to each other.
     *
     * @param minutes from the first to the last of them
     */
    public record Burst(int cancellations, int minutes) {}

    /** Whether a time is one since go-live. */
    public boolean isSince(LocalDateTime at) {
        return !at.isBefore(since) && at.getYear() < NEVER;
    }

    /** Whether an account is staff's. */
    public boolean isStaff(String account) {
        return staff.include(account) && !services.include(account);
    }

    /** Whether an account may make bookings that legacy does not know. */
    public boolean maySetUp(String account) {
        return newBy.include(account) && !services.include(account);
    }

    /** Whether an account may cancel a visit that is still to come. */
    public boolean mayCancel(String account) {
        return cancel.staff().include(account) && !services.include(account);
    }

    /** Whether a row may have come from one status to another; to the one that it had, always. */
    public boolean isPermitted(String from, String to) {
        return from.equals(to) || paths.getOrDefault(from, Set.of()).contains(to);
    }

    private static Map<String, Set<String>> reachable(Map<String, Set<String>> steps) {
        Map<String, Set<String>> reachable = new HashMap<>();
        for (String from : steps.keySet()) {
            Set<String> seen = new HashSet<>();
            Deque<String> open = new ArrayDeque<>(List.of(from));
            while (!open.isEmpty()) {
                for (String next : steps.getOrDefault(open.pop(), Set.of())) {
                    if (seen.add(next)) {
                        open.push(next);
                    }
                }
            }
            reachable.put(from, Set.copyOf(seen));
        }
        return Map.copyOf(reachable);
    }
}
