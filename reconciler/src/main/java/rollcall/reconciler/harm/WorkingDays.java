package rollcall.reconciler.harm;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The working days of England and Wales: Monday to Friday without the bank holidays, which follow rules but for those once
 * proclaimed. One yet to be proclaimed has to be added here.
 */
public final class WorkingDays {
    private static final Set<LocalDate> PROCLAIMED =
            Set.of(LocalDate.of(2022, 6, 3), LocalDate.of(2022, 9, 19), LocalDate.of(2023, 5, 8));
    private static final Map<LocalDate, LocalDate> MOVED = Map.of(
            LocalDate.of(2020, 5, 4), LocalDate.of(2020, 5, 8), LocalDate.of(2022, 5, 30), LocalDate.of(2022, 6, 2));

    private WorkingDays() {}

    /** The first working day after a day. */
    public static LocalDate after(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (isWeekend(next) || isBankHoliday(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** Whether a weekday is a bank holiday in England and Wales, a substitute day included. */
    public static boolean isBankHoliday(LocalDate day) {
        if (PROCLAIMED.contains(day) || MOVED.containsValue(day)) {
            return true;
        }
        return !MOVED.containsKey(day) && !isWeekend(day) && isByRule(day);
    }

    private static boolean isByRule(LocalDate day) {
        LocalDate easter = easterSunday(day.getYear());
        return switch (day.getMonth()) {
            case JANUARY -> day.equals(weekdayFrom(day.withDayOfMonth(1)));
            case MARCH, APRIL -> day.equals(easter.minusDays(2)) || day.equals(easter.plusDays(1));
            case MAY ->
                day.equals(day.with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)))
                        || day.equals(day.with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
            case AUGUST -> day.equals(day.with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
            case DECEMBER -> isChristmas(day);
            default -> false;
        };
    }

    /** Two days: 25 and 26 December, each that falls on a weekend replaced by the first weekday that is left. */
    private static boolean isChristmas(LocalDate day) {
        LocalDate first = LocalDate.of(day.getYear(), Month.DECEMBER, 25);
        LocalDate second = first.plusDays(1);
        Optional<LocalDate> kept = Optional.of(first)
                .filter(it -> !isWeekend(it))
                .or(() -> Optional.of(second).filter(it -> !isWeekend(it)));
        LocalDate one = kept.orElseGet(() -> weekdayFrom(second));
        LocalDate other = isWeekend(first) || isWeekend(second) ? weekdayFrom(one.plusDays(1)) : second;
        return day.equals(one) || day.equals(other);
    }

    private static LocalDate weekdayFrom(LocalDate day) {
        return isWeekend(day) ? day.with(TemporalAdjusters.next(DayOfWeek.MONDAY)) : day;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** By the Gregorian rule in the form that needs whole numbers only. */
    private static LocalDate easterSunday(int year) {
        int golden = year % 19;
        int century = year / 100;
        int moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
        int full = moon - moon / 28 * (1 - moon / 28 * (29 / (moon + 1)) * ((21 - golden) / 11));
        int weekday = (year + year / 4 + full + 2 - century + century / 4) % 7;
        int days = full - weekday;
        int month = 3 + (days + 40) / 44;
        return LocalDate.of(year, month, days + 28 - 31 * (month / 4));
    }
}
