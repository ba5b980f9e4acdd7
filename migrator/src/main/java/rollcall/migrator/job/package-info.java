/** The migration as a flow of steps; the only place that knows Spring Batch. */
@NullMarked
package rollcall.migrator.job;

import org.jspecify.annotations.NullMarked;
