/** What people decide before a cutover, code by code: counted, filled into tables, signed, and what is refused without it. */
@NullMarked
package rollcall.migrator.decision;

import org.jspecify.annotations.NullMarked;
