package rollcall.reconciler.cause;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Replaced;
import rollcall.reconciler.side.SideRow;

/**
 * Whether a difference is one that no hand makes: a default in the place of a code without a mapping, a template date, day and
 * month exchanged, an hour off in summer time, the window of the visit that this one has replaced. Such a row was bent on its
 * way, also if staff have touched it since for another reason.
 */
public final class MadeByMachine {
    private static final long HOUR = 60;

    private MadeByMachine() {}

    /**
     * Looks at the values only.
     *
     * @param columns those in which they disagree
     * @param replaced what legacy's row has replaced
     * @param zone of the wall times
     */
    public static boolean is(
            SideRow legacy, SideRow there, List<Column> columns, List<Replaced> replaced, ZoneId zone) {
        return columns.stream().anyMatch(it -> legacy.value(it).isUnmapped() || isBent(it, legacy, there, zone))
                || isReplaced(there, columns, replaced);
    }

    private static boolean isBent(Column column, SideRow legacy, SideRow there, ZoneId zone) {
        if (column.type() != Column.Type.TIME) {
            return false;
        }
        Optional<LocalDateTime> time = legacy.value(column).time();
        Optional<LocalDateTime> timeThere = there.value(column).time();
        if (WhyDifferent.isTemplate(timeThere) && !WhyDifferent.isTemplate(time)) {
            return true;
        }
        return time.isPresent()
                && timeThere.isPresent()
                && (WhyDifferent.isSwapped(time.get(), timeThere.get())
                        || isShifted(column, legacy, there, zone, time.get(), timeThere.get()));
    }

    /** An hour off, in summer time; an end alone may have been moved by hand, a window keeps its length. */
    private static boolean isShifted(
            Column column, SideRow legacy, SideRow there, ZoneId zone, LocalDateTime time, LocalDateTime timeThere) {
        long minutes = minutes(time, timeThere);
        if (Math.abs(minutes) != HOUR
                || !WhyDifferent.isSummer(time, zone) && !WhyDifferent.isSummer(timeThere, zone)) {
            return false;
        }
        return switch (column) {
            case STARTS_AT -> isAsFar(Column.ENDS_AT, legacy, there, minutes);
            case ENDS_AT -> isAsFar(Column.STARTS_AT, legacy, there, minutes);
            default -> true;
        };
    }

    private static boolean isAsFar(Column other, SideRow legacy, SideRow there, long minutes) {
        Optional<LocalDateTime> time = legacy.value(other).time();
        Optional<LocalDateTime> timeThere = there.value(other).time();
        return time.isEmpty() && timeThere.isEmpty()
                || time.isPresent() && timeThere.isPresent() && minutes(time.get(), timeThere.get()) == minutes;
    }

    private static long minutes(LocalDateTime from, LocalDateTime to) {
        return Duration.between(from, to).toMinutes();
    }

    private static boolean isReplaced(SideRow there, List<Column> columns, List<Replaced> replaced) {
        return (columns.contains(Column.STARTS_AT) || columns.contains(Column.ENDS_AT))
                && replaced.stream().anyMatch(it -> it.hasWindowOf(there));
    }
}
