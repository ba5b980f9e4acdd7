/** Double entry: a debit for each identity at the extract, one credit at its outcome. */
@NullMarked
package rollcall.migrator.ledger;

import org.jspecify.annotations.NullMarked;
