/** Writes outcomes into the target's tables, idempotent on the legacy reference. */
@NullMarked
package rollcall.migrator.load;

import org.jspecify.annotations.NullMarked;
