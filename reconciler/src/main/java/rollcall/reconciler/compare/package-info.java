/** Canonical bytes, external sort, and one merge pass over all sides. */
@NullMarked
package rollcall.reconciler.compare;

import org.jspecify.annotations.NullMarked;
