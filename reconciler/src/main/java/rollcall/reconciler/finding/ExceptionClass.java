package rollcall.reconciler.finding;

/** The classes of exception, in order of precedence: a reference has at most one, the first that fits. */
public enum ExceptionClass {
    /** More rows in the new system than legacy has for the reference. */
    DUPLICATED,
    /** Legacy holds it; the new system has no row for it. */
    MISSING,
    /** Legacy holds it live; in the new system it is cancelled, closed, or in a state that staff cannot list. */
    INVISIBLE,
    /** There, live and listed, but at least one agreed column differs. */
    DIFFERENT,
    /** In the new system without a row to be moved in legacy. */
    UNEXPECTED,
    /** Each row fine by itself, together wrong: an appointment without its job, two for one job and trade. */
    INCONSISTENT,
    /** The ledger says otherwise than the facts, and the facts show nothing else. */
    CLAIM
}
