package rollcall.reconciler.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.sort.Row;

/** The list of all keys of the base tables that the source query does not yield: a file, written as they are met. */
public final class UnreadKeys implements AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private Optional<Writer> open = Optional.empty();

    /** @param file where the list goes; an earlier run's is removed */
    public UnreadKeys(Path file) throws IOException {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(file);
    }

    /** Adds a key, with the number of rows that are not read. */
    void add(Row key, long rows, boolean isThere) {
        try {
            if (open.isEmpty()) {
                open = Optional.of(Files.newBufferedWriter(unfinished));
                open.get().write("population,reference,rows,in_new_system\n");
            }
            open.get()
                    .write("%s,\"%s\",%d,%s\n"
                            .formatted(
                                    Keys.population(key).word(),
                                    Keys.reference(key).replace("\"", "\"\""),
                                    rows,
                                    isThere ? "yes" : "no"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the list lies, for a sentence; its folder is the plan's work folder. */
    String name() {
        return String.valueOf(file.getFileName());
    }

    /** Puts the list in its place; there is none where nothing was added. */
    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().close();
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            open = Optional.empty();
        }
    }
}
