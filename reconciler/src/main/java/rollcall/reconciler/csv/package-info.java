/** Exported files of data, taken apart as bytes: their charset, their rows and cells, and what makes a file one that is not read. */
@NullMarked
package rollcall.reconciler.csv;

import org.jspecify.annotations.NullMarked;
