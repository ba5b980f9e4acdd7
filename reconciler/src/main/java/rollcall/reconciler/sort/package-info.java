/**
 * Rows as canonical bytes, sorted outside the heap.
 *
 * <h2>The canonical layout</h2>
 *
 * A row is one run of bytes; numbers are big-endian:
 *
 * <pre>
 *   int   length of all that follows
 *   int   length of the key
 *   byte… key
 *   byte… payload
 * </pre>
 *
 * Rows are ordered by their keys as unsigned bytes, a shorter key before its continuations, and rows of one key by their
 * payloads likewise: the order of the rows read never shows. A key is made of parts. A part that others follow is written
 * with its length first ({@link rollcall.reconciler.sort.RowWriter#keyPart}), so that {@code AB,C} and {@code A,BC} are two keys; the
 * last part is plain.
 *
 * <p>A payload is made of values, each with its type first, absence included:
 *
 * <pre>
 *   00                     absent
 *   01 int byte…           text, UTF-8, length first
 *   02 long                a whole number; a wall time is the minutes since 1970-01-01T00:00, no zone
 *   03 byte                a flag, 0 or 1
 *   04 int byte…           a code that has no mapping: equal to nothing that the other side can say
 * </pre>
 *
 * No zone, locale or collation takes part. Values are compared whole, never by digest.
 */
@NullMarked
package rollcall.reconciler.sort;

import org.jspecify.annotations.NullMarked;
