package rollcall.reconciler.side;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The columns that both sides' queries yield. The compared ones stand in this order in the first part of a row's payload;
 * see {@link RowIntake}.
 */
public enum Column {
    POPULATION(Type.TEXT, Use.KEY),
    REFERENCE(Type.TEXT, Use.KEY),
    JOB(Type.TEXT, Use.COMPARED),
    PROPERTY(Type.TEXT, Use.COMPARED),
    UPRN(Type.TEXT, Use.COMPARED),
    STARTS_AT(Type.TIME, Use.COMPARED),
    ENDS_AT(Type.TIME, Use.COMPARED),
    STATUS(Type.CODE, Use.COMPARED),
    PRIORITY(Type.CODE, Use.COMPARED),
    RAISED(Type.TIME, Use.COMPARED),
    TARGET_DATE(Type.TIME, Use.COMPARED),
    TRADE(Type.CODE, Use.COMPARED),
    CONTRACTOR(Type.CODE, Use.COMPARED),
    SLOT(Type.CODE, Use.COMPARED),
    VULNERABLE(Type.FLAG, Use.COMPARED),
    AWAABS(Type.FLAG, Use.COMPARED),
    ALERTS(Type.TEXT, Use.COMPARED),
    PHONE_PRESENT(Type.FLAG, Use.COMPARED),
    /** Free text: compared letter by letter, and never shown. */
    DESCRIPTION(Type.TEXT, Use.COMPARED),
    LIVE(Type.FLAG, Use.BOTH_SIDES),
    VISIBLE(Type.FLAG, Use.TARGET_ONLY),
    KIND(Type.TEXT, Use.SOURCE_ONLY),
    SUPERSEDED_BY(Type.TEXT, Use.SOURCE_ONLY),
    /** Of a job: whether it says that somebody is to come. */
    NEEDS_APPOINTMENT(Type.FLAG, Use.SOURCE_ONLY),
    TARGET_ID(Type.TEXT, Use.TARGET_ONLY),
    /** Who is to come, where the new system has given the visit to somebody. */
    OPERATIVE(Type.TEXT, Use.TARGET_ONLY),
    /** The slot that was booked, by the new system's own key; and how many visits it takes. */
    BOOKED_SLOT(Type.TEXT, Use.TARGET_ONLY),
    CAPACITY(Type.TEXT, Use.TARGET_ONLY),
    /** The days of the week on which the booked slot runs, parted by commas: {@code Mon,Tue,Wed}. */
    SLOT_RUNS(Type.TEXT, Use.TARGET_ONLY),
    /** Whose home it is, by any key that both sides share; looked at for near matches, and never shown. */
    TENANT(Type.TEXT, Use.BOTH_SIDES),
    /** When legacy was given the record. */
    ENTERED_AT(Type.TIME, Use.SOURCE_ONLY),
    /** The account that made the new system's row, and when. */
    CREATED_BY(Type.TEXT, Use.TARGET_ONLY),
    CREATED_AT(Type.TIME, Use.TARGET_ONLY),
    /** The account that last changed it, and when. */
    CHANGED_BY(Type.TEXT, Use.TARGET_ONLY),
    CHANGED_AT(Type.TIME, Use.TARGET_ONLY),
    /** The account that gave it the status that it has, when, and the reason chosen from the new system's list. */
    STATUS_BY(Type.TEXT, Use.TARGET_ONLY),
    STATUS_AT(Type.TIME, Use.TARGET_ONLY),
    STATUS_REASON(Type.TEXT, Use.TARGET_ONLY);

    /** How a column's values are read. */
    public enum Type {
        TEXT,
        /** A text that a code table translates, on the source's side. */
        CODE,
        TIME,
        FLAG
    }

    /** What a column is for. */
    enum Use {
        KEY,
        COMPARED,
        BOTH_SIDES,
        SOURCE_ONLY,
        TARGET_ONLY
    }

    private static final List<Column> COMPARED =
            Arrays.stream(values()).filter(it -> it.use == Use.COMPARED).toList();

    private final Type type;
    private final Use use;

    Column(Type type, Use use) {
        this.type = type;
        this.use = use;
    }

    /** How its values are read. */
    public Type type() {
        return type;
    }

    Use use() {
        return use;
    }

    /** Its name in queries, files and reports: {@code starts_at}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns in which two rows must agree, in the order of the payload. */
    public static List<Column> compared() {
        return COMPARED;
    }

    /** Whether its values are people's own words, of which no report may show any. */
    public boolean isFreeText() {
        return this == DESCRIPTION;
    }

    /** Where it stands among the compared columns. */
    public int position() {
        return ordinal() - JOB.ordinal();
    }

    /** The column of this name, which there must be. */
    public static Column named(String word) {
        return of(word).orElseThrow(() -> new IllegalArgumentException("no column '" + word + "'"));
    }

    static Optional<Column> of(String word) {
        String name = word.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst();
    }
}
