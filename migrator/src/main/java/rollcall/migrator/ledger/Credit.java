package rollcall.migrator.ledger;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The outcome of one debit.
 *
 * @param detail reasons, kind of record or reference, as {@link Posting} says; at most {@link #LONGEST_DETAIL} characters
 * @param targetId the new system's id of the row, for {@link Posting#LOADED} only
 * @param targetFingerprint the row as it was written, for {@link Posting#LOADED} only
 * @param grounds the reasons one by one, for {@link Posting#REJECTED} only; not read back with an entry
 */
public record Credit(
        Posting posting,
        Optional<String> detail,
        Optional<String> targetId,
        Optional<String> targetFingerprint,
        List<Ground> grounds) {
    /** The detail of a closing credit: {@link Posting#EXCLUDED}, for its record has gone from legacy. */
    public static final String NO_LONGER_IN_LEGACY = "no longer in legacy";

    /** What the detail of a {@link Posting#LOADED} credit holds where the row was corrected, before day and columns. */
    public static final String CORRECTED_BY_HAND = "corrected by hand on ";

    /** What the ledger's column takes. */
    public static final int LONGEST_DETAIL = 1000;

    public Credit {
        detail = detail.map(Credit::cut);
        grounds = List.copyOf(grounds);
        if ((posting == Posting.LOADED) != targetId.isPresent()) {
            throw new IllegalArgumentException(posting + " with target id " + targetId);
        }
    }

    /** A row that is now in the new system. */
    public static Credit loaded(String targetId, String fingerprint) {
        return new Credit(Posting.LOADED, Optional.empty(), Optional.of(targetId), Optional.of(fingerprint), List.of());
    }

    /** The same, with something to say about it. */
    public Credit with(String words) {
        return new Credit(posting, Optional.of(words), targetId, targetFingerprint, grounds);
    }

    /** A row that is not in the new system, and why. */
    public static Credit without(Posting posting, String detail) {
        return new Credit(posting, Optional.of(detail), Optional.empty(), Optional.empty(), List.of());
    }

    /** A row that cannot be moved, for all of these reasons. */
    public static Credit rejected(List<Ground> grounds) {
        List<Ground> each = grounds.stream().distinct().toList();
        String detail = each.stream().map(Ground::words).collect(Collectors.joining("; "));
        return new Credit(Posting.REJECTED, Optional.of(detail), Optional.empty(), Optional.empty(), each);
    }

    static String cut(String text) {
        return text.length() <= LONGEST_DETAIL
                ? text
                : text.substring(0, LONGEST_DETAIL - 1).stripTrailing() + "…";
    }

    /** Whether this says the same as {@code other} about what became of the row. */
    public boolean saysTheSameAs(Credit other) {
        return posting == other.posting && detail.equals(other.detail);
    }
}
