/** What the checker has read of legacy, kept and provable, for when legacy is switched off. */
@NullMarked
package rollcall.reconciler.seal;

import org.jspecify.annotations.NullMarked;
