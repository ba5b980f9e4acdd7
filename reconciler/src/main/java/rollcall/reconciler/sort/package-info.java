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
 * with its length first ({@link rollcall.reconciler.sort.RowWriter#keyPart}), in one byte or, from 255 on, in five: {@code AB,C}
 * and {@code A,BC} are two keys; the last part is plain.
 *
 * <p>A payload is made of values, each with its type first, absence included, and each in one form only:
 *
 * <pre>
 *   00                     absent, the empty text too
 *   40…FE byte…            text of 1 to 191 bytes, UTF-8: the first byte is 3F and the length
 *   FF int byte…           a longer text
 *   05 byte…               a whole number, its sign in the lowest bit, seven bits in each byte, the lowest first; a wall time
 *                          is the minutes since 1970-01-01T00:00, no zone
 *   06 · 07                false · true
 *   08 int byte…           a code that has no mapping: equal to nothing that the other side can say
 * </pre>
 *
 * What an earlier program has kept is still read,
 * with values of these types ({@link rollcall.reconciler.sort.ValueBytes}): {@code 01 int byte…} text, {@code 02 long} number,
 * {@code 03 byte} flag, {@code 04 int byte…} code without a mapping.
 *
 * No zone, locale or collation takes part. Values are compared whole, never by digest.
 */
@NullMarked
package rollcall.reconciler.sort;

import org.jspecify.annotations.NullMarked;
