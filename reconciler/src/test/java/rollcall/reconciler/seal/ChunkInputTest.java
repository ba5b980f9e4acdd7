package rollcall.reconciler.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chunks alone, without the seal's digests before them: what is not as it was written is never handed out as if it were. */
class ChunkInputTest {
    private static final int SEALED = ChunkOutput.CHUNK + 16;
    private static final SealKey KEY = SealKey.of("a passphrase", new byte[16], 1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65535, 65536, 65537, 200_000})
    void whatWasWrittenIsRead(int length) throws IOException {
        byte[] plain = bytes(length);

        assertThat(read(written(plain, 1), 1)).isEqualTo(plain);
    }

    @Test
    void aChangedBitACutAndAnotherKeyAreRefused() throws IOException {
        byte[] written = written(bytes(200_000), 1);
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            byte[] changed = written.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertRefused(changed, 1);
        }
        for (int length : new int[] {0, 1, SEALED - 1, SEALED, 2 * SEALED, 3 * SEALED, written.length - 1}) {
            assertRefused(Arrays.copyOf(written, length), 1);
        }
        assertThatThrownBy(() -> new ChunkInput(
                                new ByteArrayInputStream(written), SealKey.of("another", new byte[16], 1), 1)
                        .readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @Test
    void chunksInAnotherOrderTwiceOrOfAnotherFileAreRefused() throws IOException {
        byte[] written = written(bytes(200_000), 1);
        byte[] swapped = written.clone();
        System.arraycopy(written, 0, swapped, SEALED, SEALED);
        System.arraycopy(written, SEALED, swapped, 0, SEALED);
        assertRefused(swapped, 1);

        byte[] twice = new byte[written.length + SEALED];
        System.arraycopy(written, 0, twice, 0, SEALED);
        System.arraycopy(written, 0, twice, SEALED, written.length);
        assertRefused(twice, 1);

        assertRefused(written, 2);
    }

    private static void assertRefused(byte[] written, int file) {
        assertThatThrownBy(() -> read(written, file))
                .isInstanceOf(IOException.class)
                .hasMessage("a chunk is not as it was written");
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    private static byte[] written(byte[] plain, int file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChunkOutput chunks = new ChunkOutput(out, KEY, file);
        chunks.write(plain, 0, plain.length / 3);
        chunks.write(plain, plain.length / 3, plain.length - plain.length / 3);
        chunks.finish();
        return out.toByteArray();
    }

    private static byte[] read(byte[] written, int file) throws IOException {
        return new ChunkInput(new ByteArrayInputStream(written), KEY, file).readAllBytes();
    }
}
