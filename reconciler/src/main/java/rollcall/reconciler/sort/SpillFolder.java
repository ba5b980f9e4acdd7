package rollcall.reconciler.sort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A folder for one run's spill files, readable by nobody else where the file system knows owners, and gone with all its
 * files when closed. What a killed run has left is removed by the next.
 */
public final class SpillFolder implements AutoCloseable {
    private final Path folder;
    private final Room room;
    private final AtomicInteger files = new AtomicInteger();

    private SpillFolder(Path folder, Room room) {
        this.folder = folder;
        this.room = room;
    }

    /** Makes a new folder within {@code parent}, which is made too if it is not there. */
    public static SpillFolder in(Path parent) throws IOException {
        return in(parent, Room.ofHeap());
    }

    /** @param room what the sorters that spill here may hold together */
    static SpillFolder in(Path parent, Room room) throws IOException {
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent, only(parent, "rwx------"));
        }
        removeOrphans(parent);
        String prefix = "run-" + ProcessHandle.current().pid() + "-";
        return new SpillFolder(Files.createTempDirectory(parent, prefix, only(parent, "rwx------")), room);
    }

    /** What the sorters that spill here hold together. */
    Room room() {
        return room;
    }

    /** A new, empty file. Safe from any thread. */
    public Path newFile() throws IOException {
        return Files.createFile(folder.resolve("rows-" + files.incrementAndGet()), only(folder, "rw-------"));
    }

    /** The attribute that gives a new file or folder these permissions; none where the file system has no owners. */
    public static FileAttribute<?>[] only(Path near, String permissions) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Removes all files; what cannot be removed now is removed by the next run. */
    public void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }

    @Override
    public void close() throws IOException {
        remove(folder);
    }

    private static void removeOrphans(Path parent) throws IOException {
        try (Stream<Path> runs = Files.list(parent)) {
            for (Path run : runs.filter(SpillFolder::isOrphan).toList()) {
                remove(run);
            }
        }
    }

    private static boolean isOrphan(Path run) {
        String[] parts = run.getFileName().toString().split("-", 3);
        return parts.length == 3
                && parts[0].equals("run")
                && parts[1].matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
