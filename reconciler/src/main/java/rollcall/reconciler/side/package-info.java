/** A side: a SQL file over JDBC or a CSV extract, read as comparable rows. */
@NullMarked
package rollcall.reconciler.side;

import org.jspecify.annotations.NullMarked;
