package rollcall.reconciler.report;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Dates and times as people say them, and as machines read them. Everything is London wall time. */
final class Times {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter MACHINE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ENGLISH);

    private final LocalDateTime asOf;
    private final String dash;

    /**
     * @param asOf what "today" is
     * @param dash between the ends of a window
     */
    Times(LocalDateTime asOf, String dash) {
        this.asOf = asOf;
        this.dash = dash;
    }

    /** Always with seconds, never with fractions: {@code 2026-10-16T18:00:00}. */
    static String machine(LocalDateTime time) {
        return MACHINE.format(time);
    }

    /** {@code Fri 16 Oct 2026, 18:00}. */
    static String full(LocalDateTime time) {
        return DAY_AND_YEAR.format(time) + ", " + TIME.format(time);
    }

    /** {@code Fri 16 Oct}, with the year where it is not this year's. */
    String day(LocalDate day) {
        return (day.getYear() == asOf.getYear() ? DAY : DAY_AND_YEAR).format(day);
    }

    /** {@code Fri 16 Oct 08:00}. */
    String moment(LocalDateTime time) {
        return day(time.toLocalDate()) + " " + TIME.format(time);
    }

    /** {@code Fri 16 Oct 08:00-12:00}; an end on another day is named with it. */
    String window(LocalDateTime start, Optional<LocalDateTime> end) {
        return day(start.toLocalDate()) + " " + hours(start, end);
    }

    /** {@code 08:00-12:00}. */
    String hours(LocalDateTime start, Optional<LocalDateTime> end) {
        return TIME.format(start)
                + end.map(it -> dash + (it.toLocalDate().equals(start.toLocalDate()) ? TIME.format(it) : moment(it)))
                        .orElse("");
    }

    /** {@code today (Fri 16 Oct) 08:00-12:00}: a report is also read on another day than it speaks for. */
    String spoken(LocalDateTime start, Optional<LocalDateTime> end) {
        return spokenDay(start.toLocalDate()) + " " + hours(start, end);
    }

    /** {@code today (Fri 16 Oct)}. */
    String spokenDay(LocalDate date) {
        long days = date.toEpochDay() - asOf.toLocalDate().toEpochDay();
        String day = day(date);
        return days == 0 ? "today (" + day + ")" : days == 1 ? "tomorrow (" + day + ")" : day;
    }

    boolean isPast(LocalDateTime time) {
        return time.isBefore(asOf);
    }

    LocalDateTime asOf() {
        return asOf;
    }

    /** A compared value for people: times as days, booleans as yes and no, the rest as it stands. */
    String value(String value) {
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true") ? "yes" : "no";
        }
        try {
            return value.isEmpty() ? "nothing" : moment(LocalDateTime.parse(value.replace(' ', 'T')));
        } catch (DateTimeParseException notTime) {
            return value;
        }
    }

    /** {@code 0.4 s}, {@code 12 s} or {@code 3 min 5 s}. */
    static String took(Duration duration) {
        if (duration.toMillis() < 10_000) {
            return String.format(Locale.ENGLISH, "%.1f s", duration.toMillis() / 1000.0);
        }
        return (duration.toMinutes() == 0 ? "" : duration.toMinutes() + " min ") + duration.toSecondsPart() + " s";
    }
}
