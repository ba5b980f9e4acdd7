/** What staff have rightly done in the new system since go-live, told apart from everything else that has changed. */
@NullMarked
package rollcall.reconciler.evolved;

import org.jspecify.annotations.NullMarked;
