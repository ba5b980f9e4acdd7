package rollcall.migrator.transform;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * Legacy's ways to write a wall time: {@code 2026-10-25T01:30:00} as databases give it, {@code 5/3/2026 9:30} as British
 * exports have it (the day first, always), and SQL Server's {@code Jan  1 1900 12:00:00:000AM}.
 */
final class LegacyTime {
    private static final String OF_DATABASE = "0000-00-00T00:00:00";
    private static final int TO_THE_MINUTE = 16;
    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_LOCAL_DATE_TIME;
    private static final DateTimeFormatter BRITISH = strict("d/M/uuuu[ H:mm[:ss]]");
    private static final DateTimeFormatter SERVER = strict("MMM d uuuu h:mm[:ss[:SSS]]a");

    private LegacyTime() {}

    /** The time; empty where the text is none. */
    static Optional<LocalDateTime> read(String text) {
        try {
            return Optional.of(isOfDatabase(text) ? ofDatabase(text) : parse(text));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /**
     * Whether it is just {@code 2026-10-25T01:30:00}, as nearly all are, or the same without seconds, as a rule leaves it: a
     * formatter takes ten times as long.
     */
    private static boolean isOfDatabase(String text) {
        if (text.length() != OF_DATABASE.length() && text.length() != TO_THE_MINUTE) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char expected = OF_DATABASE.charAt(i);
            char found = text.charAt(i);
            if (expected == '0' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static LocalDateTime ofDatabase(String text) {
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                text.length() == TO_THE_MINUTE ? 0 : number(text, 17, 19));
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static LocalDateTime parse(String text) {
        if (text.indexOf('/') > 0) {
            return text.indexOf(':') > 0
                    ? LocalDateTime.parse(text, BRITISH)
                    : LocalDate.parse(text, BRITISH).atStartOfDay();
        }
        if (!text.isEmpty() && Character.isLetter(text.charAt(0))) {
            return LocalDateTime.parse(text.replaceAll(" +", " "), SERVER);
        }
        return text.length() == "2026-10-25".length()
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'), ISO);
    }

    private static DateTimeFormatter strict(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
