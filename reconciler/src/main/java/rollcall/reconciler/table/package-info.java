/** Files that people edit, as workbooks or CSV: one header line, then rows that know their line. */
@NullMarked
package rollcall.reconciler.table;

import org.jspecify.annotations.NullMarked;
