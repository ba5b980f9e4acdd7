package rollcall.reconciler.sort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder that a living run holds. A lock on a file in it says so: it goes with its process, however that ends, and holds
 * between containers that share a volume, where the number of a process says nothing.
 */
public final class HeldFolder {
    private static final String LOCK = "lock";
    private static final int TRIES = 100;

    /** Longer than any run is quiet: it may let differences settle for a day. */
    private static final Duration QUIET = Duration.ofDays(2);

    /** Folders that this process holds: to close a second channel on a file gives up the process's lock on it. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private HeldFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Makes a new folder, readable by its owner alone, and holds it. */
    public static HeldFolder in(Path parent, String prefix) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            Path folder = Files.createTempDirectory(parent, prefix, SpillFolder.only(parent, "rwx------"));
            Files.createFile(folder.resolve(LOCK), SpillFolder.only(folder, "rw-------"));
            Optional<HeldFolder> held = take(folder);
            if (held.isPresent()) {
                return held.get();
            }
        }
        throw new IOException("each folder made in '" + parent + "' was taken by another process at once");
    }

    /**
     * Removes a folder that no living run holds. One without a lock file is of a run of an earlier version, or was killed while
     * it was made or removed: it goes when nothing in it has been written for two days.
     */
    public static void removeIfAbandoned(Path folder) throws IOException {
        try {
            if (Files.exists(folder.resolve(LOCK))) {
                Optional<HeldFolder> left = take(folder);
                if (left.isPresent()) {
                    left.get().remove();
                }
            } else if (lastWritten(folder).isBefore(Instant.now().minus(QUIET))) {
                clear(folder);
                Files.deleteIfExists(folder);
            }
        } catch (NoSuchFileException removedByAnother) {
            return;
        }
    }

    /** Takes a folder's lock; empty where another has it, or has just removed it. */
    private static Optional<HeldFolder> take(Path folder) throws IOException {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
        if (!OURS.add(real)) {
            return Optional.empty();
        }
        Optional<FileChannel> locked = Optional.empty();
        try {
            locked = locked(real.resolve(LOCK));
        } finally {
            if (locked.isEmpty()) {
                OURS.remove(real);
            }
        }
        return locked.map(it -> new HeldFolder(real, it));
    }

    private static Optional<FileChannel> locked(Path file) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
        boolean isLocked = false;
        try {
            // Who had the lock before may have removed the file under it.
            isLocked = channel.tryLock() != null && Files.exists(file);
        } finally {
            if (!isLocked) {
                channel.close();
            }
        }
        return isLocked ? Optional.of(channel) : Optional.empty();
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** Holds the folder no longer, and leaves in it what is its owner's: for one that is whole and gets another name at once. */
    public void letGo() throws IOException {
        try {
            Files.deleteIfExists(folder.resolve(LOCK));
        } finally {
            channel.close();
            OURS.remove(folder);
        }
    }

    /** Removes the folder with all that is in it, the lock last, if it is still there; what cannot be removed is no longer held. */
    public void remove() throws IOException {
        try {
            if (Files.exists(folder)) {
                clear(folder);
            }
        } finally {
            letGo();
        }
        Files.deleteIfExists(folder);
    }

    /** Removes a folder that nobody has to hold, with all that is in it. */
    public static void removeWhole(Path folder) throws IOException {
        for (Path path : all(folder)) {
            Files.deleteIfExists(path);
        }
    }

    /** Removes all but the folder itself and its lock. */
    private static void clear(Path folder) throws IOException {
        for (Path path : all(folder)) {
            if (!path.equals(folder) && !path.equals(folder.resolve(LOCK))) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static Instant lastWritten(Path folder) throws IOException {
        Instant last = Instant.MIN;
        for (Path path : all(folder)) {
            Instant written = Files.getLastModifiedTime(path).toInstant();
            last = written.isAfter(last) ? written : last;
        }
        return last;
    }

    /** A folder's contents, from within, and then itself. */
    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
