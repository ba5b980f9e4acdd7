/** The {@code migrate:} part of the plan, and the mover's own reading of the code tables. */
@NullMarked
package rollcall.migrator.plan;

import org.jspecify.annotations.NullMarked;
