package rollcall.reconciler.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Steps over bytes that are ASCII and no NUL, eight at a time: nearly all of nearly every file. */
final class PlainBytes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private PlainBytes() {}

    /** The first byte from {@code from} to before {@code to} that is none of them, or up to seven bytes before it. */
    static int end(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long eight = (long) EIGHT.get(bytes, at);
            if (((eight | eight - ONES) & HIGHS) != 0) {
                return at;
            }
            at += Long.BYTES;
        }
        return at;
    }
}
