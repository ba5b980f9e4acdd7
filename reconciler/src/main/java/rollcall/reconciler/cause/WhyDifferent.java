package rollcall.reconciler.cause;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideRow;

/** Why a row differs: the first that fits. */
public final class WhyDifferent {
    private static final LocalDate TEMPLATE = LocalDate.of(2000, 1, 1);
    private static final long HOUR = 60;

    private WhyDifferent() {}

    /** Looks at the values only; {@code columns} are those in which they disagree. */
    public static Explanation explain(SideRow legacy, SideRow there, List<Column> columns) {
        Optional<Explanation> unmapped = WhyMissing.unmapped(legacy);
        if (unmapped.isPresent()) {
            return unmapped.get();
        }
        Optional<LocalDateTime> start = legacy.value(Column.STARTS_AT).time();
        Optional<LocalDateTime> startThere = there.value(Column.STARTS_AT).time();
        if (start.isPresent() && startThere.isPresent() && !start.equals(startThere)) {
            Optional<Explanation> moved = moved(start.get(), startThere.get(), legacy, there);
            if (moved.isPresent()) {
                return moved.get();
            }
        }
        if (columns.contains(Column.PROPERTY)) {
            return Explanation.of(Cause.WRONG_PROPERTY);
        }
        return columns.stream()
                .filter(it -> isCut(legacy.value(it).text(), there.value(it).text()))
                .findFirst()
                .map(it -> new Explanation(Cause.CUT_SHORT, it.word()))
                .orElse(Explanation.of(Cause.UNEXPLAINED));
    }

    private static Optional<Explanation> moved(
            LocalDateTime start, LocalDateTime startThere, SideRow legacy, SideRow there) {
        if (isTemplate(startThere) && !isTemplate(start)) {
            return Optional.of(Explanation.of(Cause.TEMPLATE_DATE));
        }
        long minutes = Duration.between(start, startThere).toMinutes();
        Optional<Long> endMinutes = legacy.value(Column.ENDS_AT)
                .time()
                .flatMap(end -> there.value(Column.ENDS_AT)
                        .time()
                        .map(it -> Duration.between(end, it).toMinutes()));
        if (Math.abs(minutes) == HOUR && endMinutes.equals(Optional.of(minutes))) {
            return Optional.of(
                    new Explanation(Cause.SHIFTED_ONE_HOUR, minutes > 0 ? "one hour later" : "one hour earlier"));
        }
        return isSwapped(start, startThere)
                ? Optional.of(Explanation.of(Cause.DAY_AND_MONTH_SWAPPED))
                : Optional.empty();
    }

    private static boolean isTemplate(LocalDateTime time) {
        return time.getYear() <= 1900 || time.toLocalDate().equals(TEMPLATE);
    }

    private static boolean isSwapped(LocalDateTime one, LocalDateTime other) {
        return one.getYear() == other.getYear()
                && one.getMonthValue() == other.getDayOfMonth()
                && one.getDayOfMonth() == other.getMonthValue()
                && one.toLocalTime().equals(other.toLocalTime());
    }

    private static boolean isCut(String whole, String part) {
        return !part.isEmpty() && part.length() < whole.length() && whole.startsWith(part);
    }
}
