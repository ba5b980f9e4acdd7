package rollcall.migrator.job;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import rollcall.reconciler.FullDisk;

/**
 * Held while a plan is being migrated or rehearsed, so that no two do it at once. The file says who holds it since when; the
 * operating system lets go of it when the process ends, however it ends.
 */
public final class PlanLock implements AutoCloseable {
    /** Far behind the text, so that the text can be read while it is locked. */
    private static final long LOCKED_BYTE = 1L << 40;

    private final FileChannel channel;

    private PlanLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock in a plan's work folder, which it creates if need be.
     *
     * @param command what for: {@code migrate} or {@code rehearse}
     * @throws MigrationFailed if another holds it, with who and since when
     */
    public static PlanLock take(Path work, String command, Clock clock) throws MigrationFailed {
        Path file = work.resolve("lock");
        try {
            createPrivately(work);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Optional<FileLock> lock = lock(channel);
            if (lock.isEmpty()) {
                String holder = read(channel);
                channel.close();
                throw new MigrationFailed("%s is held by %s; wait until it ends, then run this again"
                        .formatted(file, holder.isBlank() ? "another process" : holder));
            }
            try {
                write(
                        channel,
                        "%s, since %s"
                                .formatted(
                                        holder(command),
                                        LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS)));
            } catch (IOException full) {
                channel.close();
                throw full;
            }
            return new PlanLock(channel);
        } catch (IOException failed) {
            throw new MigrationFailed(
                    "%s cannot be locked (%s); check that the plan's folder can be written to, and the free space"
                            .formatted(file, FullDisk.told(failed, failed.toString())),
                    failed);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(LOCKED_BYTE, 1, false));
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }

    /** Who this is, in words: for what, whose, where. */
    static String holder(String command) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            host = "this machine";
        }
        return "%s by %s on %s, process %d"
                .formatted(
                        command,
                        System.getProperty("user.name", "?"),
                        host,
                        ProcessHandle.current().pid());
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(500);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static void createPrivately(Path work) throws IOException {
        if (Files.isDirectory(work)) {
            return;
        }
        if (work.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    work, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(work);
        }
    }

    @Override
    public void close() throws MigrationFailed {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException failed) {
            throw new MigrationFailed("the lock cannot be let go of: " + failed, failed);
        }
    }
}
