package rollcall.migrator.ledger;

/**
 * The row of the new system that stands for an identity, by the ledger.
 *
 * @param run the run that debited the identity as the row was last written
 * @param targetId the row's id
 * @param fingerprint the whole row as it was last written
 */
public record Standing(long run, String targetId, String fingerprint) {
    /** The fingerprint of a row that was there before us: no row ever equals it, so that it is never changed nor taken out. */
    public static final String THEIRS = "0".repeat(64);

    /** Whether the row was there before us. */
    public boolean isTheirs() {
        return fingerprint.equals(THEIRS);
    }
}
