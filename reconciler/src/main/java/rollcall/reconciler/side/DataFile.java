package rollcall.reconciler.side;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens a file of data that the plan names. That it is not there, or no file, is no fault of the plan: it is told here. */
final class DataFile {
    private DataFile() {}

    /**
     * Opens it.
     *
     * @param name what it is called in messages
     * @throws SideFailure if it cannot be opened
     */
    static InputStream open(Path file, String name) throws SideFailure {
        if (Files.isDirectory(file)) {
            throw new SideFailure(name + ": is a folder; bring the file itself, or correct its name in plan.yaml");
        }
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new SideFailure(name + ": there is no such file; bring it, or correct its name in plan.yaml");
        } catch (IOException e) {
            throw new SideFailure("%s: cannot be read (%s); check its rights and the disk"
                    .formatted(name, e.getClass().getSimpleName()));
        }
    }
}
