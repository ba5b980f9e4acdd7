package rollcall.migrator.ledger;

import java.util.Optional;

/**
 * An identity's latest debit, and its credit once there is one.
 *
 * @param run the run that debited it
 * @param legacyFingerprint the legacy row as it was then
 */
public record Entry(long run, String legacyFingerprint, Optional<Credit> credit) {
    /** Whether it still waits for its outcome. */
    public boolean isOpen() {
        return credit.isEmpty();
    }

    /** Whether it could not be moved. */
    public boolean isRejected() {
        return credit.filter(it -> it.posting() == Posting.REJECTED).isPresent();
    }

    /** Whether it is in the new system already. */
    public boolean isLoaded() {
        return credit.filter(it -> it.posting() == Posting.LOADED).isPresent();
    }
}
