package rollcall.reconciler.finding;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * One exception: a confirmed difference with its class, cause and what to do. At most one for each population and
 * reference. Holds no name, phone, address or free text.
 *
 * @param type its class
 * @param cause why, as far as can be told: {@code REJECTED}, {@code GONE_SINCE_LOAD} … or {@code UNEXPLAINED}
 * @param causeDetail the cause in words, for example the ledger's reasons; may be empty
 * @param population jobs or appointments
 * @param reference the legacy reference, trimmed; for a row without one, {@code new:} and its id in the new system, or in
 *     legacy {@code (blank)} and a name made of what it is of
 * @param job the job's legacy reference; may be empty
 * @param property the property reference; may be empty
 * @param uprn the property's UPRN; may be empty
 * @param startsAt start of the booked window, London wall time, from legacy where legacy has it
 * @param endsAt end of the booked window
 * @param priority the legacy priority code (the new system's, where legacy has no row); may be empty
 * @param targetDate the date by which the job must be done
 * @param trade the trade code, as priority; may be empty
 * @param contractor the contractor code, as priority; may be empty
 * @param vulnerable whether the household is marked vulnerable
 * @param awaabs whether an Awaab's Law clock applies (SI 2025/1042)
 * @param particulars what else is known of the record
 * @param fields the columns in which the sides disagree; empty unless both sides have the row
 * @param also what else is true
 * @param hints what may help to settle it
 * @param firstSeen as-of instant of the run that first reported it
 * @param ageRuns in how many runs in a row it has been reported, this one included
 */
public record Finding(
        ExceptionClass type,
        String cause,
        String causeDetail,
        Population population,
        String reference,
        String job,
        String property,
        String uprn,
        Optional<LocalDateTime> startsAt,
        Optional<LocalDateTime> endsAt,
        String priority,
        Optional<LocalDateTime> targetDate,
        String trade,
        String contractor,
        boolean vulnerable,
        boolean awaabs,
        Particulars particulars,
        List<FieldDifference> fields,
        List<AlsoTrue> also,
        Hints hints,
        LocalDateTime firstSeen,
        int ageRuns) {

    /** What stands for blank references of legacy; before the name of a row that has one, {@code (blank) 3f9a21c47b0d}. */
    public static final String BLANK = "(blank)";

    /** Whether a reference stands for a blank one. */
    public static boolean isBlank(String reference) {
        return reference.startsWith(BLANK);
    }

    /** Whether it is about a booking of the new system's own, which somebody has cancelled who may not, or with too many at once. */
    public boolean isCalledOff() {
        return type == ExceptionClass.UNEXPECTED
                && (cause.equals("CANCELLED_SINCE_LOAD") || cause.equals("CANCELLED_IN_BULK"));
    }

    public Finding {
        fields = List.copyOf(fields);
        also = List.copyOf(also);
    }

    /** An exception of whose record nothing more is known. */
    public Finding(
            ExceptionClass type,
            String cause,
            String causeDetail,
            Population population,
            String reference,
            String job,
            String property,
            String uprn,
            Optional<LocalDateTime> startsAt,
            Optional<LocalDateTime> endsAt,
            String priority,
            Optional<LocalDateTime> targetDate,
            String trade,
            String contractor,
            boolean vulnerable,
            boolean awaabs,
            List<FieldDifference> fields,
            List<AlsoTrue> also,
            LocalDateTime firstSeen,
            int ageRuns) {
        this(
                type,
                cause,
                causeDetail,
                population,
                reference,
                job,
                property,
                uprn,
                startsAt,
                endsAt,
                priority,
                targetDate,
                trade,
                contractor,
                vulnerable,
                awaabs,
                Particulars.NONE,
                fields,
                also,
                Hints.NONE,
                firstSeen,
                ageRuns);
    }

    /** The same exception for another reason: its name, and what is told of it. */
    public Finding withCause(String name, String detail) {
        return copy(name, detail, particulars, fields, also, hints, firstSeen, ageRuns);
    }

    /** The same exception, and what else is known of its record. */
    public Finding withParticulars(Particulars known) {
        return copy(cause, causeDetail, known, fields, also, hints, firstSeen, ageRuns);
    }

    /** The same exception with these columns. */
    public Finding withFields(List<FieldDifference> columns) {
        return copy(cause, causeDetail, particulars, columns, also, hints, firstSeen, ageRuns);
    }

    /** The same exception with all this also true. */
    public Finding withAlso(List<AlsoTrue> all) {
        return copy(cause, causeDetail, particulars, fields, all, hints, firstSeen, ageRuns);
    }

    /** The same exception with these hints. */
    public Finding withHints(Hints helpful) {
        return copy(cause, causeDetail, particulars, fields, also, helpful, firstSeen, ageRuns);
    }

    /** The same exception with its age. */
    public Finding withAge(LocalDateTime seen, int runs) {
        return copy(cause, causeDetail, particulars, fields, also, hints, seen, runs);
    }

    private Finding copy(
            String name,
            String detail,
            Particulars known,
            List<FieldDifference> columns,
            List<AlsoTrue> all,
            Hints helpful,
            LocalDateTime seen,
            int runs) {
        return new Finding(
                type,
                name,
                detail,
                population,
                reference,
                job,
                property,
                uprn,
                startsAt,
                endsAt,
                priority,
                targetDate,
                trade,
                contractor,
                vulnerable,
                awaabs,
                known,
                columns,
                all,
                helpful,
                seen,
                runs);
    }
}
