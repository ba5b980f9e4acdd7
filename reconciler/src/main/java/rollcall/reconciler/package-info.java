/** Reads both systems itself and says of each appointment whether it is accounted for. */
@NullMarked
package rollcall.reconciler;

import org.jspecify.annotations.NullMarked;
