/** Whom an exception harms first: the order in which exceptions are told. */
@NullMarked
package rollcall.reconciler.harm;

import org.jspecify.annotations.NullMarked;
