package rollcall.migrator.ledger;

import rollcall.migrator.extract.Identity;

/**
 * A debit with its outcome.
 *
 * @param run the run that debited it
 * @param creditedBy the run that credits it: a later one, where the first was interrupted
 */
public record Settled(Identity identity, long run, long creditedBy, Credit credit) {}
