package rollcall.reconciler.seal;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;

/** Reads what {@link ChunkOutput} has written; a chunk changed, moved, missing or from another file is an {@code IOException}. */
final class ChunkInput extends InputStream {
    private static final int SEALED = ChunkOutput.CHUNK + 16;

    private final InputStream in;
    private final SealKey key;
    private final int file;
    private byte[] ahead;
    private byte[] chunk = new byte[0];
    private int at;
    private long position;
    private boolean isLast;

    ChunkInput(InputStream in, SealKey key, int file) throws IOException {
        this.in = in;
        this.key = key;
        this.file = file;
        this.ahead = in.readNBytes(SEALED);
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int part = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, offset, part);
        at += part;
        return part;
    }

    private boolean fill() throws IOException {
        while (at == chunk.length) {
            if (isLast) {
                return false;
            }
            byte[] now = ahead;
            ahead = now.length < SEALED ? new byte[0] : in.readNBytes(SEALED);
            isLast = ahead.length == 0;
            try {
                chunk = key.decrypt(now, now.length, file, position++, isLast);
            } catch (GeneralSecurityException e) {
                throw new IOException("a chunk is not as it was written", e);
            }
            at = 0;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
