package rollcall.migrator.extract;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a file's bytes bear out the charset that the plan declares. */
final class Charsets {
    private static final int ASCII = 0x80;

    private Charsets() {}

    /**
     * Refuses UTF-8 that is declared as a single-byte charset: every byte would decode, and each {@code £} come out as
     * two characters.
     */
    static void check(Path file, Charset declared) throws ExtractFailed, IOException {
        if (declared.newEncoder().maxBytesPerChar() == 1 && isUtf8WithMoreThanAscii(file)) {
            throw new ExtractFailed("%s is declared %s, but its bytes are UTF-8 throughout; declare charset: UTF-8"
                    .formatted(file.getFileName(), declared.name()));
        }
    }

    private static boolean isUtf8WithMoreThanAscii(Path file) throws IOException {
        boolean more = false;
        try (LineReader reader = new LineReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            char[] characters = new char[1 << 13];
            for (int read = reader.read(characters); read >= 0; read = reader.read(characters)) {
                for (int i = 0; i < read && !more; i++) {
                    more = characters[i] >= ASCII;
                }
            }
            return more;
        } catch (TextFault notUtf8) {
            return false;
        }
    }
}
