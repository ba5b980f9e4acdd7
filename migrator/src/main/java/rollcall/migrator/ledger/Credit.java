package rollcall.migrator.ledger;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The outcome of one debit.
 *
 * @param action what was done in the new system with it
 * @param detail reasons, kind of record or reference, as {@link Posting} says; at most {@link #LONGEST_DETAIL} characters
 * @param targetId the new system's id of the row that stands for the identity; always there for {@link Posting#LOADED}
 * @param targetFingerprint that row, whole, as it was last written; there with {@code targetId}
 * @param grounds the reasons one by one, for {@link Posting#REJECTED} only; not read back with an entry
 */
public record Credit(
        Posting posting,
        Action action,
        Optional<String> detail,
        Optional<String> targetId,
        Optional<String> targetFingerprint,
        List<Ground> grounds) {
    /** The detail of a closing credit: {@link Posting#EXCLUDED}, for its record has gone from legacy. */
    public static final String NO_LONGER_IN_LEGACY = "no longer in legacy";

    /** What the detail of a {@link Posting#LOADED} credit holds where the row was corrected, before day and columns. */
    public static final String CORRECTED_BY_HAND = "corrected by hand on ";

    /** The beginning of the detail of an {@link Posting#EXCLUDED} credit, before the number of the run that was undone. */
    public static final String UNDONE = "undone: run ";

    /** What the ledger's column takes. */
    public static final int LONGEST_DETAIL = 1000;

    public Credit {
        detail = detail.map(Credit::cut);
        grounds = List.copyOf(grounds);
        boolean stands = action != Action.NONE && action != Action.REMOVED;
        if (stands != targetId.isPresent()
                || targetId.isPresent() != targetFingerprint.isPresent()
                || (posting == Posting.LOADED && (!stands || action == Action.KEPT))) {
            throw new IllegalArgumentException(posting + ", " + action + ", with target id " + targetId);
        }
    }

    /** A row that is now in the new system. */
    public static Credit loaded(Action action, String targetId, String fingerprint) {
        return new Credit(
                Posting.LOADED, action, Optional.empty(), Optional.of(targetId), Optional.of(fingerprint), List.of());
    }

    /** The same, with something to say about it. */
    public Credit with(String words) {
        return new Credit(posting, action, Optional.of(words), targetId, targetFingerprint, grounds);
    }

    /** A row that is not in the new system, and why. */
    public static Credit without(Posting posting, String detail) {
        return new Credit(posting, Action.NONE, Optional.of(detail), Optional.empty(), Optional.empty(), List.of());
    }

    /** The same outcome, for which its row has been taken out of the new system. */
    public Credit removed() {
        return new Credit(posting, Action.REMOVED, detail, Optional.empty(), Optional.empty(), grounds);
    }

    /** A row that cannot be moved, for all of these reasons. */
    public static Credit rejected(List<Ground> grounds) {
        List<Ground> each = grounds.stream().distinct().toList();
        String detail = each.stream().map(Ground::words).collect(Collectors.joining("; "));
        return new Credit(Posting.REJECTED, Action.NONE, Optional.of(detail), Optional.empty(), Optional.empty(), each);
    }

    /** The same, where an earlier version of the row stands in the new system and is left as it is. */
    public Credit keeping(Standing standing) {
        return new Credit(
                posting,
                Action.KEPT,
                detail,
                Optional.of(standing.targetId()),
                Optional.of(standing.fingerprint()),
                grounds);
    }

    static String cut(String text) {
        return text.length() <= LONGEST_DETAIL
                ? text
                : text.substring(0, LONGEST_DETAIL - 1).stripTrailing() + "…";
    }

    /** Whether this says the same as {@code other} about what became of the row. */
    public boolean saysTheSameAs(Credit other) {
        return posting == other.posting && detail.equals(other.detail) && targetId.equals(other.targetId);
    }
}
