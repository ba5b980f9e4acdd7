package rollcall.migrator.ledger;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import rollcall.migrator.extract.LegacyRow;

/**
 * By what the books can be broken down: legacy's own codes and days, no personal values.
 *
 * @param job the job it belongs to; a job's own reference for a job
 * @param contractor legacy's code, of a job; an appointment's is that of its job
 * @param trade legacy's code
 * @param day the day of an appointment
 */
public record Attributes(
        Optional<String> job, Optional<String> contractor, Optional<String> trade, Optional<LocalDate> day) {
    /** Anything longer or with other characters is no code, and may be a person's name in the wrong column. */
    private static final Pattern CODE = Pattern.compile("(?!.*[A-Za-z]{5})[A-Za-z0-9/_.-]{1,10}");

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9/_.-]{1,20}");
    private static final int ISO_DAY = 10;

    /** What can be told of a legacy row. */
    public static Attributes of(LegacyRow row) {
        return switch (row.identity().kind()) {
            case JOBS ->
                new Attributes(
                        reference(row, "reference"), code(row, "contractor"), code(row, "trade"), Optional.empty());
            case APPOINTMENTS -> new Attributes(reference(row, "job"), Optional.empty(), code(row, "trade"), day(row));
            case CONTACTS ->
                new Attributes(reference(row, "reference"), Optional.empty(), Optional.empty(), Optional.empty());
        };
    }

    private static Optional<String> reference(LegacyRow row, String column) {
        return row.value(column).filter(it -> REFERENCE.matcher(it).matches());
    }

    private static Optional<String> code(LegacyRow row, String column) {
        return row.value(column).map(it -> CODE.matcher(it).matches() ? it : "?");
    }

    private static Optional<LocalDate> day(LegacyRow row) {
        Optional<String> told = row.value("starts_at").filter(it -> it.length() >= ISO_DAY);
        try {
            return told.map(it -> LocalDate.parse(it.substring(0, ISO_DAY)));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }
}
