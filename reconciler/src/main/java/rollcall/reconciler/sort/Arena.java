package rollcall.reconciler.sort;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Rows one behind the other in blocks of bytes, no object for a row. A row lies whole in one block; a row longer than a
 * block has one of its own. A place is the block's number times {@link #BLOCK} plus the offset in it.
 */
final class Arena {
    static final int SHIFT = 18;
    static final int BLOCK = 1 << SHIFT;
    private static final int MASK = BLOCK - 1;
    private static final int MOST_BLOCKS = 1 << (31 - SHIFT);

    private final List<byte[]> blocks = new ArrayList<>();
    private final Deque<byte[]> spare = new ArrayDeque<>();
    private byte[] block = new byte[0];
    private int start;
    private int position;
    private long used;
    private long held;

    /** Makes room for {@code bytes} more of the row being written, moving what there is of it if need be. */
    private void need(int bytes) {
        if (block.length - position >= bytes) {
            return;
        }
        int written = position - start;
        byte[] next = fresh(Math.addExact(written, bytes));
        System.arraycopy(block, start, next, 0, written);
        if (start == 0 && block.length > 0) {
            held -= block.length;
            blocks.set(blocks.size() - 1, next);
        } else {
            if (blocks.size() == MOST_BLOCKS) {
                throw new IllegalStateException("an arena holds no more than 2 GB");
            }
            blocks.add(next);
        }
        block = next;
        start = 0;
        position = written;
    }

    private byte[] fresh(int bytes) {
        byte[] reused = bytes > BLOCK ? null : spare.poll();
        if (reused != null) {
            return reused;
        }
        int length = bytes > BLOCK ? Math.max(bytes, (int) Math.min(Integer.MAX_VALUE - 8, bytes * 3L / 2)) : BLOCK;
        held += length;
        return new byte[length];
    }

    void begin() {
        if (position >= BLOCK) {
            block = new byte[0];
            position = 0;
        }
        start = position;
    }

    void put(int value) {
        need(1);
        block[position++] = (byte) value;
    }

    void putInt(int value) {
        need(Integer.BYTES);
        BigEndian.putInt(block, position, value);
        position += Integer.BYTES;
    }

    void putLong(long value) {
        need(Long.BYTES);
        BigEndian.putLong(block, position, value);
        position += Long.BYTES;
    }

    void put(byte[] from, int offset, int length) {
        need(length);
        System.arraycopy(from, offset, block, position, length);
        position += length;
    }

    /** How many bytes of the current row there are. */
    int written() {
        return position - start;
    }

    /** Overwrites a number in the current row, at an offset from its start. */
    void patchInt(int offset, int value) {
        BigEndian.putInt(block, start + offset, value);
    }

    /** Forgets what has been written since {@link #begin}. */
    void abandon() {
        position = start;
    }

    /** Ends the current row; tells its place. */
    int end() {
        used += written();
        return ((blocks.size() - 1) << SHIFT) | start;
    }

    /** Takes the last row away, whose memory the next one gets. */
    void takeBack(int place) {
        position = offset(place);
        start = position;
    }

    byte[] block(int place) {
        return blocks.get(place >>> SHIFT);
    }

    static int offset(int place) {
        return place & MASK;
    }

    long used() {
        return used;
    }

    /** Bytes of memory, whether there are rows in them or not. */
    long held() {
        return held;
    }

    /** Forgets all rows and keeps the blocks for the next. */
    void clear() {
        blocks.stream().filter(it -> it.length == BLOCK).forEach(spare::add);
        held = (long) spare.size() * BLOCK;
        reset();
    }

    /** Forgets all rows and the memory they stood in. */
    void release() {
        spare.clear();
        held = 0;
        reset();
    }

    private void reset() {
        blocks.clear();
        block = new byte[0];
        start = 0;
        position = 0;
        used = 0;
    }

    int compare(int left, int right) {
        return Row.compare(block(left), offset(left), block(right), offset(right));
    }
}
