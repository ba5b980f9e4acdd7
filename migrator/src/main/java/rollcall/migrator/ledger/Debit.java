package rollcall.migrator.ledger;

import rollcall.migrator.extract.Identity;

/** An identity that must be accounted for, with the keyed fingerprint of its legacy row. */
public record Debit(Identity identity, String legacyFingerprint) {}
