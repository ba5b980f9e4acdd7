/** From a legacy row to its outcome: pure, one class per rule. */
@NullMarked
package rollcall.migrator.transform;

import org.jspecify.annotations.NullMarked;
