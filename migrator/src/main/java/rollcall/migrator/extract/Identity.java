package rollcall.migrator.extract;

/**
 * What one extracted record is known by, in the ledger and everywhere else.
 *
 * @param kind jobs, appointments or contacts
 * @param reference the trimmed legacy reference; for a blank one, {@code line:} and its line in the sealed extract
 * @param occurrence 1 for the first row with this reference, 2 for its second, and so on
 */
public record Identity(Kind kind, String reference, int occurrence) {
    public Identity {
        if (reference.isBlank() || occurrence < 1) {
            throw new IllegalArgumentException("not an identity: '" + reference + "' occurrence " + occurrence);
        }
    }
}
