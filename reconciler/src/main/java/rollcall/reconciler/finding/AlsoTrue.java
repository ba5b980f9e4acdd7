package rollcall.reconciler.finding;

/**
 * What else is true of an exception, told with it instead of as a second one: the job of a cancelled appointment, a
 * class of lower precedence, a ledger's claim.
 *
 * @param population where it is true
 * @param type its class
 * @param reference the legacy reference in that population
 * @param detail in a few words, without personal values; may be empty
 */
public record AlsoTrue(Population population, ExceptionClass type, String reference, String detail) {}
