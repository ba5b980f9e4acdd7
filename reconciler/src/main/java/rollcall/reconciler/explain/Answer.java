package rollcall.reconciler.explain;

import java.time.LocalDateTime;
import java.util.List;

/**
 * What is known of all records that a reference, an id or a UPRN names.
 *
 * @param asked what was asked for
 * @param plan the plan's name
 * @param asOf the instant at which it was asked, in the plan's zone
 * @param searched in which comparisons it was looked for
 * @param lives what was found; those that the word itself names come first
 * @param unknowns what could not be read, each with its remedy: what follows from it is not known
 * @param notes what a reader should know
 */
public record Answer(
        String asked,
        String plan,
        LocalDateTime asOf,
        List<String> searched,
        List<Life> lives,
        List<String> unknowns,
        List<String> notes) {
    public Answer {
        searched = List.copyOf(searched);
        lives = List.copyOf(lives);
        unknowns = List.copyOf(unknowns);
        notes = List.copyOf(notes);
    }
}
