/** What former runs have reported: since when each exception is open. No personal data. */
@NullMarked
package rollcall.reconciler.history;

import org.jspecify.annotations.NullMarked;
