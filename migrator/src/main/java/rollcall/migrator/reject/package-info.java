/** Rejected rows as files that people correct, and the corrected files read back. */
@NullMarked
package rollcall.migrator.reject;

import org.jspecify.annotations.NullMarked;
