package rollcall.reconciler.consistency;

import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Column;

/**
 * A job that was to be done before it was raised. A target at midnight stands for its whole day. Appointments only repeat
 * their job's dates, and are not asked.
 */
final class TargetBeforeRaised implements RowRule {
    private static final long DAY = 24 * 60;

    @Override
    public String name() {
        return "TARGET_BEFORE_RAISED";
    }

    @Override
    public String says() {
        return "it was to be done before it was raised";
    }

    @Override
    public String todo() {
        return "find out when it was raised and by when it must be done, and correct the date";
    }

    @Override
    public String predicate() {
        return "has a target date before the day it was raised";
    }

    @Override
    public String harm() {
        return "nobody can tell whether it is overdue";
    }

    @Override
    public Set<Column> needs() {
        return Set.of(Column.RAISED, Column.TARGET_DATE);
    }

    @Override
    public Optional<String> check(RuledRow row) {
        return row.population() == Population.JOBS
                        && isBefore(row.minutes(Column.TARGET_DATE), row.minutes(Column.RAISED))
                        && isBefore(row.minutesThere(Column.TARGET_DATE), row.minutesThere(Column.RAISED))
                ? Optional.of("")
                : Optional.empty();
    }

    private static boolean isBefore(long target, long raised) {
        if (target == RuledRow.NO_TIME || raised == RuledRow.NO_TIME) {
            return false;
        }
        return Math.floorMod(target, DAY) == 0 ? target + DAY <= raised : target < raised;
    }
}
