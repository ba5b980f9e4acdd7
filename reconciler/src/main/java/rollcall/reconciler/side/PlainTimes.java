package rollcall.reconciler.side;

import rollcall.reconciler.sort.Utf8;

/** Times as nearly all are written, {@code yyyy-MM-dd[T ]HH:mm[:ss]} or a date alone, by arithmetic. */
final class PlainTimes {
    /** Told of any other text, whether it is a time or none. */
    static final long OTHERWISE = Long.MAX_VALUE;

    private static final int DATE = 10;
    private static final int TO_THE_MINUTE = 16;
    private static final int TO_THE_SECOND = 19;

    private PlainTimes() {}

    /** Minutes since 1970-01-01T00:00; seconds are cut. */
    static long minutes(Utf8 text) {
        int length = text.length();
        if (length != DATE && length != TO_THE_MINUTE && length != TO_THE_SECOND) {
            return OTHERWISE;
        }
        int year = two(text, 0) * 100 + two(text, 2);
        int month = two(text, 5);
        int day = two(text, 8);
        boolean isDay = text.at(4) == '-' && text.at(7) == '-' && year >= 0 && month >= 1 && month <= 12 && day >= 1;
        if (!isDay || day > days(year, month)) {
            return OTHERWISE;
        }
        long midnight = daysSince1970(year, month, day) * 24 * 60;
        if (length == DATE) {
            return midnight;
        }
        int hour = two(text, 11);
        int minute = two(text, 14);
        boolean isTime = (text.at(DATE) == 'T' || text.at(DATE) == ' ')
                && text.at(13) == ':'
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60;
        return isTime && (length == TO_THE_MINUTE || isSecond(text)) ? midnight + hour * 60 + minute : OTHERWISE;
    }

    private static boolean isSecond(Utf8 text) {
        int second = two(text, 17);
        return text.at(16) == ':' && second >= 0 && second < 60;
    }

    /** Two digits; a number below zero if they are none. */
    private static int two(Utf8 text, int at) {
        int tens = text.at(at) - '0';
        int ones = text.at(at + 1) - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -10_000;
    }

    private static int days(int year, int month) {
        boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return switch (month) {
            case 2 -> isLeap ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** By a calendar whose years begin in March and whose eras have 400 of them. */
    private static long daysSince1970(int year, int month, int day) {
        int shifted = month > 2 ? year : year - 1;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
