package rollcall.reconciler.finding;

/**
 * Exact counts for one population, taken from the two databases, never from a framework's counters.
 * {@code source = matched + missing + invisible + different + duplicated + excluded + superseded} (rows of legacy); {@code
 * rejected} and {@code merged} are the ledger's claims and overlap with the others.
 */
public record Tally(
        long source,
        long target,
        long matched,
        long missing,
        long invisible,
        long unexpected,
        long different,
        long duplicated,
        long inconsistent,
        long claim,
        long evolved,
        long fresh,
        long excluded,
        long rejected,
        long superseded,
        long merged,
        long accepted) {

    /** Rows of legacy that no count explains; anything but zero makes the verdict UNKNOWN. */
    public long remainder() {
        return source - (matched + missing + invisible + different + duplicated + evolved + excluded + superseded);
    }
}
