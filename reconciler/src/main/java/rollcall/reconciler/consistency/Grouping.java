package rollcall.reconciler.consistency;

/** Which rows a rule sees together. */
public enum Grouping {
    /** Each row by itself. */
    ROW,
    /** A job and all its appointments. */
    JOB,
    /** A job's appointments for one trade. */
    JOB_AND_TRADE,
    /** All appointments that the new system has given to one operative. */
    OPERATIVE,
    /** All appointments that are booked into one slot. */
    SLOT
}
