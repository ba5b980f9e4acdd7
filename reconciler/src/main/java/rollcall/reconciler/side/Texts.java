package rollcall.reconciler.side;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** Reads times from text, and tells what cannot be read. No default zone or locale takes part. */
final class Texts {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd")
            .appendLiteral('T')
            .appendPattern("HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Texts() {}

    /** A wall time in ISO form, with {@code T} or a blank; a date alone is its midnight. */
    static Optional<LocalDateTime> time(String text) {
        try {
            if (text.length() == 10) {
                return Optional.of(LocalDate.parse(text).atStartOfDay());
            }
            String iso = text.length() > 10 && text.charAt(10) == ' '
                    ? text.substring(0, 10) + 'T' + text.substring(11)
                    : text;
            return Optional.of(LocalDateTime.parse(iso, TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Minutes since 1970-01-01T00:00; what is less than a minute is cut. */
    static long minutes(LocalDateTime time) {
        return Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), 60L);
    }

    static String notATime(Cells cells, Column column, String value) {
        return unfit(cells, column, value)
                + " is not a time; expected yyyy-MM-dd HH:mm; correct the query or the value";
    }

    static String notAFlag(Cells cells, Column column, String value) {
        return unfit(cells, column, value) + " is not a flag; expected true or false; correct the query or the value";
    }

    /** Of a value only its shape is shown: it may be a name or a phone number. */
    static String unfit(Cells cells, Column column, String value) {
        return "%s: %s '%s'".formatted(cells.place(), column.word(), shape(value));
    }

    /** A value's letters as x and its digits as 9, at most thirty of them. */
    static String shape(String value) {
        String shape = value.replaceAll("[\\p{L}\\p{M}]", "x").replaceAll("\\p{N}", "9");
        return shape.length() > 30 ? shape.substring(0, 30) + "…" : shape;
    }
}
