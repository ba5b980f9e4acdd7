package rollcall.migrator.reject;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.migrator.FileDigest;

/**
 * A corrected file as it was replayed, kept in {@code replayed/} under the beginning of its digest.
 *
 * @param sha256 of its bytes, as the ledger's run has it
 */
public record ReplayedFile(Path file, String sha256) {
    private static final String FOLDER = "replayed";
    private static final int SHOWN = 12;

    /** Keeps a copy, on the disk before this returns; the same file is kept once. */
    public static ReplayedFile keep(Path rejects, Path file) throws IOException {
        Path folder = rejects.resolve(FOLDER);
        WorkFolder.create(folder);
        String sha256 = FileDigest.of(file);
        Optional<Path> before = kept(folder, sha256);
        Path kept = before.orElse(folder.resolve(sha256.substring(0, SHOWN) + "-" + file.getFileName()));
        if (before.isEmpty()) {
            Path beside = folder.resolve("." + kept.getFileName() + ".new");
            Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
            WorkFolder.secure(beside);
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(beside, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        return new ReplayedFile(kept, sha256);
    }

    static boolean isKept(String rejects, String sha256) throws IOException {
        Path folder = Path.of(rejects, FOLDER);
        return Files.isDirectory(folder) && kept(folder, sha256).isPresent();
    }

    private static Optional<Path> kept(Path folder, String sha256) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> String.valueOf(it.getFileName()).startsWith(sha256.substring(0, SHOWN) + "-"))
                    .findFirst();
        }
    }
}
