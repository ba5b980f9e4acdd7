package rollcall.reconciler.history;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.reconciler.sort.RowFile;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.SpillFolder;

/** What the runs of one reconciliation have changed, a file each: {@code history/<reconciliation>/changes-<run>.rows}. */
final class Changes {
    private static final String BEGIN = "changes-";
    private static final String END = ".rows";
    private static final String UNREADABLE = ".unreadable";

    private final Path folder;

    Changes(Path folder) {
        this.folder = folder;
    }

    /** The runs' files, oldest run first. */
    List<Path> files() throws IOException {
        return named(END);
    }

    /** Files that could not be read, and were set aside. */
    List<Path> unreadable() throws IOException {
        return named(END + UNREADABLE);
    }

    private List<Path> named(String end) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> {
                        String name = it.getFileName().toString();
                        return name.startsWith(BEGIN) && name.endsWith(end);
                    })
                    .sorted()
                    .toList();
        }
    }

    /** Which run has written a file; empty if it cannot be read: it is set aside then. */
    static Optional<RunMark> mark(Path file) throws IOException {
        try {
            RowFile.check(file);
            try (SortedRows rows = RowFile.open(file)) {
                if (rows.advance() && RunMark.is(rows.row())) {
                    return Optional.of(RunMark.read(rows.row()));
                }
            }
        } catch (IOException | RuntimeException damaged) {
            // Whatever is wrong with it, it tells nothing, and is kept for who can make something of it.
        }
        move(file, file.resolveSibling(file.getFileName() + UNREADABLE));
        return Optional.empty();
    }

    /** Removes what a run has left that ended before its exceptions were in the place of the last run's. */
    void removeLeftOver(Optional<RunMark> last) throws IOException {
        for (Path file : files()) {
            if (mark(file).filter(it -> it.isLeftOver(last)).isPresent()) {
                Files.delete(file);
            }
        }
    }

    /** Writes a run's file, whole and on the disk, or not at all. */
    void write(RunMark run, SortedRows rows) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, SpillFolder.only(folder, "rwx------"));
        }
        place(folder.resolve(BEGIN + run.run() + END), rows);
    }

    /** Removes the files of the oldest runs. */
    void keep(int most) throws IOException {
        List<Path> all = files();
        for (Path old : all.subList(0, Math.max(0, all.size() - most))) {
            Files.deleteIfExists(old);
        }
    }

    /** Puts rows in the place of a file, whole or not at all. */
    static void place(Path file, SortedRows rows) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(folder, "rows", ".new", SpillFolder.only(file, "rw-------"));
        try {
            RowFile.write(fresh, rows);
            move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
