package rollcall.migrator.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import rollcall.reconciler.table.TableFile;
import rollcall.reconciler.table.TableUnreadable;

/** A rejects file in which somebody has written, for codes without a new one, others that have one. */
final class MendedCodes {
    private static final Map<String, String> INSTEAD = Map.of("D33", "PL", "Z", "N", "AEP", "H01");

    private MendedCodes() {}

    /** Writes it into {@code into}, which may be the same file. */
    static void write(Path rejects, Path into) throws IOException, TableUnreadable {
        TableFile table = TableFile.read(rejects);
        Files.deleteIfExists(into);
        TableFile.write(
                into,
                table.header(),
                table.lines().stream()
                        .map(it -> it.cells().stream()
                                .map(cell -> INSTEAD.getOrDefault(cell, cell))
                                .toList())
                        .toList());
    }
}
