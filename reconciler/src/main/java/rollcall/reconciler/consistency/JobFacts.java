package rollcall.reconciler.consistency;

/**
 * What is known of a job before its appointments are seen.
 *
 * @param reference its reference; empty for appointments that name no job
 * @param isThere whether the new system has a row for it
 * @param isMissing whether it is itself an exception of class MISSING
 */
record JobFacts(String reference, boolean isThere, boolean isMissing) {}
