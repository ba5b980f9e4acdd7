/** The plan folder: what is compared, and every fault in it at once, with its place. */
@NullMarked
package rollcall.reconciler.plan;

import org.jspecify.annotations.NullMarked;
