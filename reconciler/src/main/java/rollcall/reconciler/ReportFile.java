package rollcall.reconciler;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that is either written whole or not at all, and that only its owner may read. */
public final class ReportFile {
    private final Path file;

    private ReportFile(Path file) {
        this.file = file;
    }

    /** A file in a folder that exists; tells before the work, not after it, that nothing can be written there. */
    public static ReportFile at(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            throw new Unestablished("cannot write \"" + absolute + "\": it is a folder; name a file", none());
        }
        if (!Files.isDirectory(folder(absolute)) || !Files.isWritable(folder(absolute))) {
            throw new Unestablished(
                    "cannot write \"" + absolute + "\": its folder "
                            + (Files.isDirectory(folder(absolute)) ? "cannot be written to" : "does not exist")
                            + "; name a file in another",
                    none());
        }
        return new ReportFile(absolute);
    }

    /** A file in a folder that is made, with its parents, for its owner alone. */
    static ReportFile inside(Path folder, String name) {
        try {
            Files.createDirectories(folder, attributes(folder, "rwx------"));
            return at(folder.resolve(name));
        } catch (IOException failed) {
            throw new Unestablished("cannot make the folder \"" + folder + "\"; check its permissions", failed);
        }
    }

    Path path() {
        return file;
    }

    /** Writes it as UTF-8 to a file beside it and renames that when it is whole. */
    public void write(Content content) {
        writeBytes(out -> {
            BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            content.to(writer);
            writer.flush();
        });
    }

    /** As above, with what is no text. */
    public void writeBytes(Bytes content) {
        try {
            Path part = Files.createTempFile(folder(file), "." + file.getFileName(), ".part");
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                    content.to(out);
                }
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (FileSystemException failed) {
            throw new Unestablished("cannot write " + Exits.file(failed), failed);
        } catch (IOException | UncheckedIOException failed) {
            throw new Unestablished("cannot write \"" + file + "\"; is the disk full?", failed);
        }
    }

    private static Path folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static Throwable none() {
        return new IOException("not tried");
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** What goes into a file. */
    @FunctionalInterface
    public interface Content {
        void to(Writer writer) throws IOException;
    }

    /** What goes into a file that is no text. */
    @FunctionalInterface
    public interface Bytes {
        void to(OutputStream out) throws IOException;
    }
}
