/** What a comparison found: exceptions, counts and the verdict, as values. */
@NullMarked
package rollcall.reconciler.finding;

import org.jspecify.annotations.NullMarked;
