/**
 * What shows only when the rows of one job are seen together: each row fine by itself and together wrong, and exceptions of
 * a job that its appointments tell already.
 */
@NullMarked
package rollcall.reconciler.consistency;

import org.jspecify.annotations.NullMarked;
