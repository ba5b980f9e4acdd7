/** Differences that are still moving: both sides are read again after a while, and what persists is told. */
@NullMarked
package rollcall.reconciler.settle;

import org.jspecify.annotations.NullMarked;
