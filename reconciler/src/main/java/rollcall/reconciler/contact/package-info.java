/** Whom to phone: read for exceptions only, when a report asks, and never kept. */
@NullMarked
package rollcall.reconciler.contact;

import org.jspecify.annotations.NullMarked;
