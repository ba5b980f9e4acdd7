package rollcall.migrator.ledger;

import java.util.Optional;
import rollcall.migrator.extract.Identity;

/**
 * What is about to be done in the target, written down before it is, where the ledger lies in another database: so that a
 * run which ended between the two can be made up for.
 *
 * @param run the run that debited the identity
 * @param action {@link Action#ADDED}, {@link Action#MOVED}, {@link Action#CHANGED} or {@link Action#REMOVED}
 * @param targetId the row that is to be changed or taken out; empty for one that is to be added
 * @param planned keyed digest of what the plan's columns are to hold; empty for a row that is to be taken out
 * @param outcome what is credited once a row is out; empty for others
 */
public record Intent(
        Identity identity,
        long run,
        Action action,
        Optional<String> targetId,
        Optional<String> planned,
        Optional<Credit> outcome) {

    /** A row is about to be written. */
    public static Intent toAdd(Identity identity, long run, String planned) {
        return new Intent(identity, run, Action.ADDED, Optional.empty(), Optional.of(planned), Optional.empty());
    }

    /** A row is about to be changed. */
    public static Intent toChange(Identity identity, long run, Action action, String targetId, String planned) {
        return new Intent(identity, run, action, Optional.of(targetId), Optional.of(planned), Optional.empty());
    }

    /** A row is about to be taken out. */
    public static Intent toRemove(Identity identity, long run, String targetId, Credit outcome) {
        return new Intent(identity, run, Action.REMOVED, Optional.of(targetId), Optional.empty(), Optional.of(outcome));
    }
}
