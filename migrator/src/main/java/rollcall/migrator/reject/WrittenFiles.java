package rollcall.migrator.reject;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rollcall.migrator.FileDigest;

/** The digests of the files in a folder as they were written, or replayed: what differs from them, somebody has edited. */
final class WrittenFiles {
    private static final String NAME = ".written";

    private final Path file;
    private final Map<String, String> digests;

    private WrittenFiles(Path file, Map<String, String> digests) {
        this.file = file;
        this.digests = digests;
    }

    static WrittenFiles read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        Map<String, String> digests = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String[] parts = line.split(" ", 2);
                if (parts.length == 2) {
                    digests.put(parts[1], parts[0]);
                }
            }
        }
        return new WrittenFiles(file, digests);
    }

    void remember(Path written) throws IOException {
        digests.put(String.valueOf(written.getFileName()), FileDigest.of(written));
        List<String> lines = new ArrayList<>();
        digests.forEach((name, digest) -> lines.add(digest + " " + name));
        Path beside = file.resolveSibling(NAME + ".new");
        Files.write(beside, lines, StandardCharsets.UTF_8);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether the file is there, and neither as it was written nor one that has been replayed. */
    boolean isEdited(Path present) throws IOException {
        if (!Files.exists(present)) {
            return false;
        }
        String digest = FileDigest.of(present);
        return !digest.equals(digests.get(String.valueOf(present.getFileName())))
                && !ReplayedFile.isKept(String.valueOf(file.getParent()), digest);
    }
}
