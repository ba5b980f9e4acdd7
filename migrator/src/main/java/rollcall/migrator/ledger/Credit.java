package rollcall.migrator.ledger;

import java.util.Optional;

/**
 * The outcome of one debit.
 *
 * @param detail reasons, kind of record or reference, as {@link Posting} says; at most {@link #LONGEST_DETAIL} characters
 * @param targetId the new system's id of the row, for {@link Posting#LOADED} only
 * @param targetFingerprint the row as it was written, for {@link Posting#LOADED} only
 */
public record Credit(
        Posting posting, Optional<String> detail, Optional<String> targetId, Optional<String> targetFingerprint) {
    /** What the ledger's column takes. */
    public static final int LONGEST_DETAIL = 1000;

    public Credit {
        detail = detail.map(it -> it.length() <= LONGEST_DETAIL
                ? it
                : it.substring(0, LONGEST_DETAIL - 1).stripTrailing() + "…");
        if ((posting == Posting.LOADED) != targetId.isPresent()) {
            throw new IllegalArgumentException(posting + " with target id " + targetId);
        }
    }

    /** A row that is now in the new system. */
    public static Credit loaded(String targetId, String fingerprint) {
        return new Credit(Posting.LOADED, Optional.empty(), Optional.of(targetId), Optional.of(fingerprint));
    }

    /** A row that is not in the new system, and why. */
    public static Credit without(Posting posting, String detail) {
        return new Credit(posting, Optional.of(detail), Optional.empty(), Optional.empty());
    }

    /** Whether this says the same as {@code other} about what became of the row. */
    public boolean saysTheSameAs(Credit other) {
        return posting == other.posting && detail.equals(other.detail);
    }
}
