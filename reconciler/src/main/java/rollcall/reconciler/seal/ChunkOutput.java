package rollcall.reconciler.seal;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a file in encrypted chunks of 64 KiB; the last one, which may be empty, is marked as such. */
final class ChunkOutput extends OutputStream {
    static final int CHUNK = 1 << 16;

    private final OutputStream out;
    private final SealKey key;
    private final int file;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private long position;

    ChunkOutput(OutputStream out, SealKey key, int file) {
        this.out = out;
        this.key = key;
        this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
        if (filled == CHUNK) {
            send(false);
        }
        chunk[filled++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (filled == CHUNK) {
                send(false);
            }
            int part = Math.min(left, CHUNK - filled);
            System.arraycopy(bytes, at, chunk, filled, part);
            filled += part;
            at += part;
            left -= part;
        }
    }

    private void send(boolean isLast) throws IOException {
        out.write(key.encrypt(chunk, filled, file, position++, isLast));
        filled = 0;
    }

    /** Writes the last chunk; the stream below stays open. */
    void finish() throws IOException {
        send(true);
        out.flush();
    }
}
