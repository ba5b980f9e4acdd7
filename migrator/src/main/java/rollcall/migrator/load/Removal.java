package rollcall.migrator.load;

import rollcall.migrator.extract.Identity;
import rollcall.migrator.ledger.Credit;
import rollcall.migrator.ledger.Entry;

/**
 * A row that an earlier run has written, and that is to be taken out of the target again.
 *
 * @param entry its entry, with the row that stands for it
 * @param why its outcome, once the row is out
 */
public record Removal(Identity identity, Entry entry, Credit why) {}
