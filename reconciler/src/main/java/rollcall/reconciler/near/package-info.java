/** Which row of the new system may be the one that is missing: under a reference that was changed, or keyed again. */
@NullMarked
package rollcall.reconciler.near;

import org.jspecify.annotations.NullMarked;
