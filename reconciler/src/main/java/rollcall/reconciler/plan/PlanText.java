package rollcall.reconciler.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file of the plan as UTF-8, with or without a byte order mark. */
final class PlanText {
    private PlanText() {}

    /** The file's text; empty where it cannot be read, with the reason among the faults. */
    static Optional<String> read(Path folder, Path file, Faults faults) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            faults.add(name(folder, file), 0, "is not UTF-8; save it as UTF-8 (in Excel: \"CSV UTF-8\")");
        } catch (IOException unreadable) {
            faults.add(name(folder, file), 0, "cannot be read; check that it exists and that you may read it");
        }
        return Optional.empty();
    }

    /** A file as messages name it: relative to the plan's folder, with forward slashes. */
    static String name(Path folder, Path file) {
        Path shown = file.startsWith(folder) ? folder.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }
}
