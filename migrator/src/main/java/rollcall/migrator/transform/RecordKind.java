package rollcall.migrator.transform;

/** The kinds of record on which scope.csv decides. */
enum RecordKind {
    OPEN_JOB("open job"),
    CLOSED_JOB("closed job"),
    CANCELLED_JOB("cancelled job"),
    LIVE_VISIT("live visit"),
    SUPERSEDED_VISIT("superseded visit"),
    VISIT_OF_CLOSED_JOB("visit of closed job"),
    VISIT_WITH_OUTCOME("visit with outcome"),
    VISIT_NOT_BOOKED("visit not booked"),
    VISIT_OF_ANOTHER_ENTITY("visit of another entity"),
    CONTACT_OF_OPEN_JOB("contact of open job"),
    CONTACT_OF_CLOSED_JOB("contact of closed job"),
    REPEATED_ROW("repeated row");

    private final String words;

    RecordKind(String words) {
        this.words = words;
    }

    /** As it stands in scope.csv. */
    String words() {
        return words;
    }
}
