/** Before and after side by side, rule by rule, for rows that somebody wants to see. */
@NullMarked
package rollcall.migrator.preview;

import org.jspecify.annotations.NullMarked;
