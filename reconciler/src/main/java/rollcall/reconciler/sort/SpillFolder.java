package rollcall.reconciler.sort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder for one run's spill files, readable by nobody else where the file system knows owners, and gone with all its
 * files when closed. What a killed run has left is removed by the next, whatever the numbers of their processes.
 */
public final class SpillFolder implements AutoCloseable {
    private static final String PREFIX = "spill-";

    /** Ours, and those of earlier versions, which had the number of their process: it may be anybody's by now. */
    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+|run-\\d{1,18}-.*");

    private final HeldFolder folder;
    private final Room room;
    private final AtomicInteger files = new AtomicInteger();

    private SpillFolder(HeldFolder folder, Room room) {
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
        removeAbandoned(parent);
        return new SpillFolder(HeldFolder.in(parent, PREFIX), room);
    }

    /** What the sorters that spill here hold together. */
    Room room() {
        return room;
    }

    /** A new, empty file. Safe from any thread. */
    public Path newFile() throws IOException {
        Path file = folder.path().resolve("rows-" + files.incrementAndGet());
        return Files.createFile(file, only(file, "rw-------"));
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
            folder.path().toFile().deleteOnExit();
        }
    }

    @Override
    public void close() throws IOException {
        folder.remove();
    }

    private static void removeAbandoned(Path parent) throws IOException {
        List<Path> runs;
        try (Stream<Path> all = Files.list(parent)) {
            runs = all.filter(SpillFolder::isOfRun).toList();
        }
        for (Path run : runs) {
            HeldFolder.removeIfAbandoned(run);
        }
    }

    private static boolean isOfRun(Path folder) {
        return NAME.matcher(folder.getFileName().toString()).matches() && Files.isDirectory(folder);
    }
}
