package rollcall.migrator.extract;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.migrator.Failpoint;

/**
 * The work folder's sealed extracts, {@code 0001-…}, {@code 0002-…}: the highest number is the newest. One program at a
 * time may add to it; what an interrupted one left is removed.
 */
final class ExtractFolder implements AutoCloseable {
    private static final String PARTIAL = ".partial-";

    private final Path folder;
    private final FileChannel lock;

    private ExtractFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static ExtractFolder open(Path work) throws ExtractFailed, IOException {
        createPrivately(work);
        Path folder = work.resolve("extract");
        createPrivately(folder);
        FileChannel lock =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!taken(lock)) {
            lock.close();
            throw new ExtractFailed(
                    "another rollcall is extracting into %s; wait for it to end, and run again".formatted(folder));
        }
        ExtractFolder opened = new ExtractFolder(folder, lock);
        for (Path left : opened.list(PARTIAL)) {
            remove(left);
        }
        return opened;
    }

    private static boolean taken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /** The newest sealed extract. */
    static Optional<Path> newest(Path work) throws IOException {
        Path folder = work.resolve("extract");
        return Files.isDirectory(folder)
                ? sealed(folder).stream().max(Comparator.comparing(ExtractFolder::number))
                : Optional.empty();
    }

    /** A folder for files that are not sealed yet. */
    Path partial() throws IOException {
        return Files.createTempDirectory(folder, PARTIAL);
    }

    /** Gives a finished folder its name, so that it is there whole or not at all. */
    Path seal(Path partial, Seal seal) throws IOException {
        Path file = partial.resolve(Seal.NAME);
        Files.writeString(file, seal.text(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        force(partial);
        int number =
                sealed(folder).stream().mapToInt(ExtractFolder::number).max().orElse(0) + 1;
        Path named = folder.resolve("%04d-%s".formatted(number, seal.sha256().substring(0, 12)));
        Failpoint.reach("extract.before-seal");
        Files.move(partial, named, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
        return named;
    }

    private static List<Path> sealed(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(it -> name(it).matches("[0-9]{4,9}-[0-9a-f]{12}"))
                    .toList();
        }
    }

    private List<Path> list(String prefix) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(it -> name(it).startsWith(prefix)).toList();
        }
    }

    private static int number(Path extract) {
        return Integer.parseInt(name(extract).split("-", 2)[0]);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }

    private static void createPrivately(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Forces a folder's entries to the disk, where the system can (Windows opens no folder, and needs none). */
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
