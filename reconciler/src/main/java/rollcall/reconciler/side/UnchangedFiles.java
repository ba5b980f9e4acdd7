package rollcall.reconciler.side;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.plan.ExportedFiles;

/**
 * What files were like before they were read: one that somebody replaces or goes on writing meanwhile would be read
 * half as it was and half as it is.
 */
final class UnchangedFiles {
    /** Size and time of a file; a file that is not there is for its reader to tell. */
    private record State(long size, FileTime modified) {
        static Optional<State> of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new State(now.size(), now.lastModifiedTime()));
            } catch (IOException gone) {
                return Optional.empty();
            }
        }
    }

    /** A file, and how it is called in messages. */
    private record Named(Path file, String name) {}

    private final String what;
    private final Map<Named, Optional<State>> before = new LinkedHashMap<>();

    private UnchangedFiles(String what) {
        this.what = what;
    }

    /** Remembers what all files are like now, before the first of them is read. */
    static UnchangedFiles of(ExportedFiles files) {
        UnchangedFiles unchanged = new UnchangedFiles("the exported files were");
        files.tables().stream()
                .flatMap(it -> it.files().stream())
                .forEach(it -> unchanged.remember(it.file(), it.name()));
        return unchanged;
    }

    /** Remembers what one file is like now, before it is read. */
    static UnchangedFiles of(Path file, String name) {
        UnchangedFiles unchanged = new UnchangedFiles("it was");
        unchanged.remember(file, name);
        return unchanged;
    }

    private void remember(Path file, String name) {
        before.put(new Named(file, name), State.of(file));
    }

    /**
     * Compares with what they are like now, after the last of them was read.
     *
     * @throws SideFailure if one has another size or time
     */
    void check() throws SideFailure {
        for (Map.Entry<Named, Optional<State>> file : before.entrySet()) {
            if (!State.of(file.getKey().file()).equals(file.getValue())) {
                throw new SideFailure(
                        "%s: has changed while %s read; wait until whoever writes it has ended, and run again"
                                .formatted(file.getKey().name(), what));
            }
        }
    }
}
