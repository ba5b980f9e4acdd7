package rollcall.reconciler.cause;

/** Why an exception came about, as far as can be told. */
public enum Cause {
    /** The ledger: refused on its way, with reasons. */
    REJECTED,
    /** The ledger: left out by a rule. */
    EXCLUDED,
    /** The ledger or legacy: another appointment has taken its place. */
    SUPERSEDED,
    /** The ledger: put into another record. */
    MERGED,
    /** Legacy's newest seal: the new system has it as legacy had it then, or legacy did not have it then. */
    CHANGED_IN_LEGACY,
    /** The ledger debits it and says nothing more. */
    NO_CREDIT,
    /** The ledger has never heard of it. */
    NEVER_EXTRACTED,
    /** The ledger: loaded; it is not there now. */
    GONE_SINCE_LOAD,
    /** The ledger has it loaded twice: as two rows of the new system, or as a row that it has for another record too. */
    LOADED_TWICE,
    /** In the new system it was cancelled or ended after go-live, and not as the plan allows. */
    CANCELLED_SINCE_LOAD,
    /** In the new system it was changed after go-live, and not as the plan allows. */
    CHANGED_SINCE_LOAD,
    /** Cancelled together with many others at once, whatever reason each has. */
    CANCELLED_IN_BULK,
    /** It is there under a reference that is spelt otherwise. */
    KEY_CHANGED,
    /** In the new system, and legacy's row is not to be moved. */
    EXCLUDED_BY_SCOPE,
    /** In the new system without a legacy reference. */
    NO_REFERENCE,
    /** In a state that staff cannot list. */
    DEAD_END_STATUS,
    /** Cancelled, closed or complete in the new system. */
    CANCELLED,
    /** A legacy code for which the code table has no decision. */
    UNMAPPED_CODE,
    /** The window of the visit that this one has replaced. */
    SUPERSEDED_WINDOW,
    /** A date of 1900 or before, of the year 9000 or later, 1970-01-01 or the new system's template date, where legacy has a real one. */
    TEMPLATE_DATE,
    /** The ledger: just these columns were corrected by hand before it was loaded. */
    CORRECTED,
    /** Both ends of the window exactly an hour off. */
    SHIFTED_ONE_HOUR,
    /** Day and month have changed places. */
    DAY_AND_MONTH_SWAPPED,
    /** Both ends of the window exactly a day off: midnight crossed on the way. */
    SHIFTED_ONE_DAY,
    /** At another property. */
    WRONG_PROPERTY,
    /** A text cut to its beginning. */
    CUT_SHORT,
    /** Signs beyond plain letters and digits have become others. */
    CHARACTERS_MANGLED,
    /** A row of the new system that no entry of the ledger names. */
    IN_NO_LEDGER,
    /** A row of the new system that the ledger has for a record of legacy. */
    LOADED_FOR,
    /** A row of the new system that the ledger says was taken out again. */
    CLAIMED_REMOVED,
    /** Right on both sides; the ledger has no entry, or no credit, for it. */
    NOT_IN_LEDGER,
    /** Right on both sides; the ledger says that it was not loaded. */
    CLAIMED_NOT_LOADED,
    /** The ledger says that it was loaded; it was not to be moved, and is not there. */
    CLAIMED_LOADED,
    /** Right on both sides; the ledger names another row of the new system. */
    OTHER_TARGET_ROW,
    /** The ledger has it; legacy has not. */
    NOT_IN_LEGACY,
    /** An appointment whose job is not in the new system. */
    JOB_NOT_THERE,
    /** Nothing that is known here explains it. */
    UNEXPLAINED
}
