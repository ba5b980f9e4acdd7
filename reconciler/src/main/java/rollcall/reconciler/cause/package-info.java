/** Why an exception came about: what the ledger claims and what the values show. Explains, never decides a verdict. */
@NullMarked
package rollcall.reconciler.cause;

import org.jspecify.annotations.NullMarked;
