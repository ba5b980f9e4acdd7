/** Moves appointments from legacy to the new system, and the program's entry. */
@NullMarked
package rollcall.migrator;

import org.jspecify.annotations.NullMarked;
