package rollcall.reconciler.cause;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Replaced;
import rollcall.reconciler.side.SideRow;

/** Why a row differs: the first that fits. */
public final class WhyDifferent {
    /** The new system's own, and the day from which programs count. */
    private static final Set<LocalDate> TEMPLATES = Set.of(LocalDate.of(2000, 1, 1), LocalDate.of(1970, 1, 1));

    /** What tables say whose rows never begin, or never end. */
    private static final int FIRST = 1900;

    private static final int NEVER = 9000;
    private static final long HOUR = 60;
    private static final long DAY = 24 * HOUR;

    private WhyDifferent() {}

    /**
     * Looks at the values only.
     *
     * @param columns those in which they disagree
     * @param replaced what legacy's row has replaced
     * @param zone of the wall times: an hour's shift is a matter of its summer time only
     */
    public static Explanation explain(
            SideRow legacy, SideRow there, List<Column> columns, List<Replaced> replaced, ZoneId zone) {
        return WhyMissing.unmapped(legacy)
                .or(() -> superseded(there, columns, replaced))
                .or(() -> template(legacy, there, columns))
                .or(() -> columns.contains(Column.STARTS_AT) ? moved(legacy, there, zone) : Optional.empty())
                .or(() -> place(legacy, there, columns))
                .or(() -> WhyGarbled.explain(legacy, there, columns))
                .orElse(Explanation.of(Cause.UNEXPLAINED));
    }

    private static Optional<Explanation> superseded(SideRow there, List<Column> columns, List<Replaced> replaced) {
        if (!columns.contains(Column.STARTS_AT)) {
            return Optional.empty();
        }
        return replaced.stream()
                .filter(it -> it.hasWindowOf(there))
                .findFirst()
                .map(it -> new Explanation(Cause.SUPERSEDED_WINDOW, "that of " + it.reference()));
    }

    private static Optional<Explanation> template(SideRow legacy, SideRow there, List<Column> columns) {
        return columns.stream()
                .filter(it -> isTemplate(there.value(it).time())
                        && !isTemplate(legacy.value(it).time()))
                .findFirst()
                .map(it -> Explanation.of(Cause.TEMPLATE_DATE));
    }

    static boolean isTemplate(Optional<LocalDateTime> time) {
        return time.filter(it -> it.getYear() <= FIRST || it.getYear() >= NEVER || TEMPLATES.contains(it.toLocalDate()))
                .isPresent();
    }

    private static Optional<Explanation> moved(SideRow legacy, SideRow there, ZoneId zone) {
        Optional<LocalDateTime> start = legacy.value(Column.STARTS_AT).time();
        Optional<LocalDateTime> startThere = there.value(Column.STARTS_AT).time();
        if (start.isEmpty() || startThere.isEmpty() || start.equals(startThere)) {
            return Optional.empty();
        }
        long minutes = Duration.between(start.get(), startThere.get()).toMinutes();
        Optional<Long> endMinutes = legacy.value(Column.ENDS_AT)
                .time()
                .flatMap(end -> there.value(Column.ENDS_AT)
                        .time()
                        .map(it -> Duration.between(end, it).toMinutes()));
        boolean isWhole = endMinutes.equals(Optional.of(minutes));
        if (isWhole && Math.abs(minutes) == HOUR && (isSummer(start.get(), zone) || isSummer(startThere.get(), zone))) {
            return Optional.of(
                    new Explanation(Cause.SHIFTED_ONE_HOUR, minutes == HOUR ? "one hour later" : "one hour earlier"));
        }
        if (isSwapped(start.get(), startThere.get())) {
            return Optional.of(Explanation.of(Cause.DAY_AND_MONTH_SWAPPED));
        }
        return isWhole && Math.abs(minutes) == DAY
                ? Optional.of(
                        new Explanation(Cause.SHIFTED_ONE_DAY, minutes == DAY ? "one day later" : "one day earlier"))
                : Optional.empty();
    }

    static boolean isSummer(LocalDateTime time, ZoneId zone) {
        return zone.getRules().isDaylightSavings(time.atZone(zone).toInstant());
    }

    static boolean isSwapped(LocalDateTime one, LocalDateTime other) {
        return one.getYear() == other.getYear()
                && one.getMonthValue() == other.getDayOfMonth()
                && one.getDayOfMonth() == other.getMonthValue()
                && one.toLocalTime().equals(other.toLocalTime());
    }

    private static Optional<Explanation> place(SideRow legacy, SideRow there, List<Column> columns) {
        if (columns.contains(Column.PROPERTY)) {
            return Optional.of(Explanation.of(Cause.WRONG_PROPERTY));
        }
        String job = there.value(Column.JOB).text();
        return columns.contains(Column.JOB)
                        && Spelling.PLAIN.mayBecome(legacy.value(Column.JOB).text(), job)
                ? Optional.of(new Explanation(Cause.KEY_CHANGED, "its job is there as '" + job + "'"))
                : Optional.empty();
    }
}
