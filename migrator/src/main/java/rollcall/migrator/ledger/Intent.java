package rollcall.migrator.ledger;

import java.util.Optional;
import rollcall.migrator.extract.Identity;

/**
 * What is about to be committed in the target, written down before it is, where the ledger lies in another database: so that
 * a run which ended between the two can be made up for.
 *
 * @param run the run that debited the identity
 * @param action {@link Action#ADDED}, {@link Action#MOVED}, {@link Action#CHANGED} or {@link Action#REMOVED}
 * @param targetId the row: the target has given one that is added its id already
 * @param written the whole row as the target has taken it; empty for a row that is to be taken out
 * @param outcome what is credited once a row is out; empty for others
 * @param byHand what is said of a row that is loaded as somebody corrected it; empty for others
 */
public record Intent(
        Identity identity,
        long run,
        Action action,
        String targetId,
        Optional<String> written,
        Optional<Credit> outcome,
        Optional<ByHand> byHand) {

    /** A row is about to be added or changed, as its credit will say. */
    public static Intent toWrite(Identity identity, long run, Credit credit) {
        return new Intent(
                identity,
                run,
                credit.action(),
                credit.targetId().orElseThrow(),
                credit.targetFingerprint(),
                Optional.empty(),
                Optional.empty());
    }

    /** A row is about to be taken out. */
    public static Intent toRemove(Identity identity, long run, String targetId, Credit outcome) {
        return new Intent(
                identity, run, Action.REMOVED, targetId, Optional.empty(), Optional.of(outcome), Optional.empty());
    }

    /** The same of a row that somebody has corrected. */
    Intent saying(ByHand words) {
        return new Intent(identity, run, action, targetId, written, outcome, Optional.of(words));
    }
}
