package rollcall.reconciler.evolved;

import java.time.LocalDateTime;
import rollcall.reconciler.finding.Population;

/**
 * A row that staff have rightly changed or made.
 *
 * @param reference legacy's, or {@code new:} and the new system's id
 * @param word {@link #EVOLVED} or {@link #NEW}
 * @param columns what is not as legacy has it, parted by commas; empty for a new one
 * @param by the account
 * @param at when, London wall time
 * @param reason the reason given, if there is one
 */
public record EvolvedRow(
        Population population,
        String reference,
        String word,
        String columns,
        String by,
        LocalDateTime at,
        String reason) {
    /** Changed. */
    public static final String EVOLVED = "evolved";

    /** Made since go-live. */
    public static final String NEW = "new";
}
