package rollcall.migrator.extract;

import java.util.List;

/**
 * The three kinds of record that are moved, in the order in which they are loaded, and the columns that an extract of
 * each must yield. The first column is always the legacy reference.
 */
public enum Kind {
    JOBS(
            "jobs",
            "reference",
            "property",
            "status",
            "completed",
            "priority",
            "raised",
            "target_date",
            "trade",
            "contractor",
            "problem",
            "task_text"),
    APPOINTMENTS(
            "appointments",
            "reference",
            "entity",
            "job",
            "job_key",
            "job_status",
            "job_completed",
            "starts_at",
            "ends_at",
            "duration_minutes",
            "outcome",
            "slot",
            "trade",
            "superseded_by"),
    CONTACTS(
            "contacts",
            "reference",
            "job_status",
            "job_completed",
            "request_name",
            "household_name",
            "request_phone",
            "phone_1",
            "phone_2",
            "phone_3",
            "vulnerable",
            "alerts");

    private final String word;
    private final List<String> columns;

    Kind(String word, String... columns) {
        this.word = word;
        this.columns = List.of(columns);
    }

    /**
     * The kind with this word.
     *
     * @throws IllegalArgumentException if it is none of ours
     */
    public static Kind of(String word) {
        for (Kind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "'" + word + "' is not a kind of record; expected jobs, appointments or contacts");
    }

    /** The word used in the plan, the ledger and the sealed files. */
    public String word() {
        return word;
    }

    /** The word for so many of them: {@code job} for one. */
    public String word(long count) {
        return count == 1 ? word.substring(0, word.length() - 1) : word;
    }

    /** The columns that a query or a file must yield; {@code reference} first. Others are sealed with them and not used. */
    public List<String> columns() {
        return columns;
    }
}
