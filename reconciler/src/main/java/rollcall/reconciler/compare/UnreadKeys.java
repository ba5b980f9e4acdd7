package rollcall.reconciler.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.Keys;
import rollcall.reconciler.sort.Row;

/** The list of all keys of the base tables that the source query does not yield: a file, written as they are met. */
public final class UnreadKeys implements AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private Optional<Writer> open = Optional.empty();

    /** @param file where the list goes in the end; an earlier run's lies there until then */
    public UnreadKeys(Path file) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    }

    /** Adds a key, with the number of rows that are not read. */
    void add(Row key, long rows, boolean isThere) {
        add(Keys.population(key), Keys.reference(key), rows, isThere);
    }

    void add(Population population, String reference, long rows, boolean isThere) {
        try {
            if (open.isEmpty()) {
                open = Optional.of(Files.newBufferedWriter(unfinished));
                open.get().write("population,reference,rows,in_new_system\n");
            }
            open.get()
                    .write("%s,\"%s\",%d,%s\n"
                            .formatted(
                                    population.word(), reference.replace("\"", "\"\""), rows, isThere ? "yes" : "no"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the list lies, for a sentence; its folder is the plan's work folder. */
    String name() {
        return String.valueOf(file.getFileName());
    }

    /** Puts the list in the place of an earlier run's; there is none where nothing was added. To be called once, when all is compared. */
    public void keep() throws IOException {
        if (open.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        open.get().close();
        open = Optional.empty();
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Leaves nothing of a comparison that has not come to its end. */
    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().close();
            open = Optional.empty();
        }
        Files.deleteIfExists(unfinished);
    }
}
