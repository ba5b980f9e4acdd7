package rollcall.reconciler.side;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a file writes its dates, as the plan declares it. */
final class WrittenDates {
    private final List<String> patterns;
    private final List<DateTimeFormatter> formats;
    private final List<DateTimeFormatter> otherWayRound;

    WrittenDates(List<String> patterns) {
        this.patterns = patterns;
        this.formats = patterns.stream().map(WrittenDates::format).toList();
        this.otherWayRound = patterns.stream()
                .filter(it -> it.matches("(d+)(\\W+)(M{1,2})(\\W.*)|(M{1,2})(\\W+)(d+)(\\W.*)"))
                .map(it -> it.replaceFirst("^([dM]+)(\\W+)([dM]+)", "$3$2$1"))
                .map(WrittenDates::format)
                .toList();
    }

    /** The wall time in ISO form; empty where the text is none of these dates. */
    Optional<String> iso(String text) {
        return read(formats, text);
    }

    /** Whether the text is a date with day and month in each other's place, and none as it is. */
    boolean isSwapped(String text) {
        return read(formats, text).isEmpty() && read(otherWayRound, text).isPresent();
    }

    /** As the plan has them. */
    String words() {
        return String.join(" or ", patterns).replace('u', 'y');
    }

    private static Optional<String> read(List<DateTimeFormatter> formats, String text) {
        for (DateTimeFormatter format : formats) {
            ParsePosition at = new ParsePosition(0);
            TemporalAccessor parsed = format.parseUnresolved(text, at);
            if (parsed != null && at.getErrorIndex() < 0 && at.getIndex() == text.length()) {
                try {
                    TemporalAccessor resolved = format.parse(text);
                    return Optional.of(LocalDate.from(resolved) + "T"
                            + LocalTime.from(resolved).format(DateTimeFormatter.ISO_LOCAL_TIME));
                } catch (DateTimeException noSuchDay) {
                    continue;
                }
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatter format(String pattern) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern(pattern);
        if (!pattern.contains("H")) {
            builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0);
        }
        if (!pattern.contains("m")) {
            builder.parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0);
        }
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }
}
