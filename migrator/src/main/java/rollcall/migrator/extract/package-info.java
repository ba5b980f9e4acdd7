/** Copies what legacy holds, as text, into sealed files. */
@NullMarked
package rollcall.migrator.extract;

import org.jspecify.annotations.NullMarked;
