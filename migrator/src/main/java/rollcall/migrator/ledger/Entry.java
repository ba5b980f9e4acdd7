package rollcall.migrator.ledger;

import java.util.Optional;

/**
 * An identity's latest debit, its credit once there is one, and the row that stands for it in the new system.
 *
 * @param run the run that debited it
 * @param legacyFingerprint the legacy row as it was then; blank where the ledger was not asked
 * @param standing what an earlier outcome, or this one, has put into the new system and nobody has taken out since
 */
public record Entry(long run, String legacyFingerprint, Optional<Credit> credit, Optional<Standing> standing) {
    /** One that was debited just now, by this run, and of which nothing was known before. */
    public static Entry awaited(long run) {
        return new Entry(run, "", Optional.empty(), Optional.empty());
    }

    /** Whether it still waits for its outcome. */
    public boolean isOpen() {
        return credit.isEmpty();
    }

    /** Whether it has no place in the new system yet for sure: it waits for its outcome, or was rejected. */
    public boolean isUnsettled() {
        return isOpen() || isRejected();
    }

    /** Whether it could not be moved. */
    public boolean isRejected() {
        return credit.filter(it -> it.posting() == Posting.REJECTED).isPresent();
    }

    /** Whether it is in the new system already, as legacy held it at its debit. */
    public boolean isLoaded() {
        return credit.filter(it -> it.posting() == Posting.LOADED).isPresent();
    }
}
