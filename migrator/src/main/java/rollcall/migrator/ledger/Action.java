package rollcall.migrator.ledger;

/** What was done in the new system's tables when a credit was entered, in the same transaction. */
public enum Action {
    /** Its row was written. */
    ADDED,
    /** The new system held it already, in every value; nothing was written. */
    FOUND,
    /** Its row, written by an earlier run, was given another day or time, as legacy had been since. */
    MOVED,
    /** Its row, written by an earlier run, was given other values than those of day and time. */
    CHANGED,
    /** Its row, written by an earlier run, was taken out again. */
    REMOVED,
    /** Its row, written by an earlier run, stands as it is: what legacy says now could not be written. */
    KEPT,
    /** Nothing, and nothing of it stands there. */
    NONE
}
