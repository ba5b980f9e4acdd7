/** Differences that have been agreed to be none, each with its name, and how many rows needed which. */
@NullMarked
package rollcall.reconciler.agree;

import org.jspecify.annotations.NullMarked;
