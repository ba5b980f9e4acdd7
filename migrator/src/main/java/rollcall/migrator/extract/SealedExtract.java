package rollcall.migrator.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A sealed copy of what legacy held: a folder with a file for each kind, whose digests have been verified. */
public final class SealedExtract {
    private final Path folder;
    private final Seal seal;

    private SealedExtract(Path folder, Seal seal) {
        this.folder = folder;
        this.seal = seal;
    }

    /**
     * Opens an extract and reads it whole once, to see that it is what was sealed.
     *
     * @throws ExtractFailed when a file is gone or changed, by its name
     */
    public static SealedExtract open(Path folder) throws ExtractFailed {
        return open(folder, row -> {});
    }

    /** Opens it likewise, and shows each of its rows while it is read; what is shown counts only if it opens. */
    static SealedExtract open(Path folder, Consumer<LegacyRow> seen) throws ExtractFailed {
        Seal seal = Seal.read(folder);
        for (SealedFile sealed : seal.files()) {
            verify(folder.resolve(SealedFile.name(sealed.kind())), sealed, seen);
        }
        return new SealedExtract(folder, seal);
    }

    /** An extract just taken, that is looked at and not kept. */
    static SealedExtract unsealed(Path folder, Seal seal) {
        return new SealedExtract(folder, seal);
    }

    private static void verify(Path file, SealedFile sealed, Consumer<LegacyRow> seen) throws ExtractFailed {
        if (!Files.isRegularFile(file)) {
            throw new ExtractFailed(
                    "%s is gone from the sealed extract; put it back, or move the folder away and extract again"
                            .formatted(file));
        }
        try {
            SealedFile found = SealedFile.measure(sealed.kind(), file, seen);
            if (!found.equals(sealed)) {
                throw new ExtractFailed(
                        "%s is not what was sealed: it has %d rows and sha256 %s, sealed were %d rows and %s; put the sealed file back, or move the folder away and extract again"
                                .formatted(file, found.rows(), found.sha256(), sealed.rows(), sealed.sha256()));
            }
        } catch (IOException unreadable) {
            throw new ExtractFailed(
                    "%s cannot be read (%s); put the sealed file back, or move the folder away and extract again"
                            .formatted(file, Snapshot.words(unreadable)),
                    unreadable);
        }
    }

    /** The folder that holds it. */
    public Path folder() {
        return folder;
    }

    /** The instant for which it was taken. */
    public LocalDateTime asOf() {
        return seal.asOf();
    }

    /** Its digest, over all its files; the same rows give the same digest, whenever they are read. */
    public String sha256() {
        return seal.sha256();
    }

    /**
     * How its rows are known to be of one moment where the database gave no snapshot: how often legacy was read, and what
     * changed between the readings. Empty where one reading sufficed.
     */
    public Optional<String> readings() {
        Steadiness steadiness = seal.steadiness();
        String changed = steadiness.differed().isEmpty()
                ? "nothing changed in between"
                : "in between changed " + Steadiness.told(steadiness.differed());
        return steadiness.readings() == 1
                ? Optional.empty()
                : Optional.of("Legacy was read %d times, until two readings agreed; %s."
                        .formatted(steadiness.readings(), changed));
    }

    /** How many rows of a kind it holds. */
    public long count(Kind kind) {
        return seal.files().get(kind.ordinal()).rows();
    }

    /** The columns of a kind, in the order of the query or file that yielded them. */
    public List<String> columns(Kind kind) {
        try (LegacyRows rows = rows(kind)) {
            return rows.columns();
        }
    }

    /** The rows of a kind, from the first, sorted by reference; close them. */
    public LegacyRows rows(Kind kind) {
        return LegacyRows.open(kind, folder.resolve(SealedFile.name(kind)));
    }
}
