package rollcall.migrator.ledger;

import rollcall.migrator.extract.Identity;

/**
 * A cell that was corrected by hand before its row was loaded.
 *
 * @param run the run that debited the row as it was loaded
 * @param fingerprint a keyed digest of the corrected value; the ledger never keeps the value
 */
public record CorrectedCell(Identity identity, long run, String column, String fingerprint) {}
