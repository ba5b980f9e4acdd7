/** Where the migrator's ledger says otherwise than the two systems: the third leg, read by SQL and never believed. */
@NullMarked
package rollcall.reconciler.claim;

import org.jspecify.annotations.NullMarked;
