/** One record's life on both sides: looked up by key, never compared. */
@NullMarked
package rollcall.reconciler.explain;

import org.jspecify.annotations.NullMarked;
