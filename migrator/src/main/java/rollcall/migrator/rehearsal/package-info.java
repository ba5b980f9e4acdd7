/** The whole cutover into a scratch target, then reconciliation and verdict. */
@NullMarked
package rollcall.migrator.rehearsal;

import org.jspecify.annotations.NullMarked;
