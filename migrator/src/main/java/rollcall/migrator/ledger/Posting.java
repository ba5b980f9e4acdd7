package rollcall.migrator.ledger;

/** The five ways in which an extracted identity can be accounted for. */
public enum Posting {
    /**
     * It is in the new system, under the credit's target id; the detail is empty, or says which columns of the row, or of its
     * job, were {@link Credit#CORRECTED_BY_HAND}.
     */
    LOADED,
    /** It could not be moved; the detail holds the reasons for people; one by one they stand in {@code reason}. */
    REJECTED,
    /** Not to be moved, by scope: the detail is the kind of record; or {@link Credit#NO_LONGER_IN_LEGACY}. */
    EXCLUDED,
    /** Rebooked; the detail is the reference of what replaced it. */
    SUPERSEDED,
    /** One with another record; the detail is the reference of that one. */
    MERGED
}
