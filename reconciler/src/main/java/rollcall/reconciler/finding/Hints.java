package rollcall.reconciler.finding;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What may help to settle an exception, and decides nothing.
 *
 * @param near a row of the new system that may be the one that is missing
 * @param by the account that made the row as it is, or of values that differ has touched it last, as the new system says; may
 *     be empty
 * @param since when, London wall time; of a record that legacy was given after it was sealed, when it was
 */
public record Hints(Optional<NearMatch> near, String by, Optional<LocalDateTime> since) {
    /** Nothing is known. */
    public static final Hints NONE = new Hints(Optional.empty(), "", Optional.empty());

    /**
     * A row that nothing names, and that is much like a missing one.
     *
     * @param reference its reference as an exception would have it: {@code new:} and its id where it has none
     * @param on in what it is alike: {@code same property and day}
     */
    public record NearMatch(String reference, String on) {}

    /** The same, with a near match. */
    public Hints withNear(NearMatch match) {
        return new Hints(Optional.of(match), by, since);
    }

    /** The same, with who made the row as it is, and when. */
    public Hints withSince(String account, Optional<LocalDateTime> at) {
        return new Hints(near, account, at);
    }
}
