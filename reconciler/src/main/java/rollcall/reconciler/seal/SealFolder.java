package rollcall.reconciler.seal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rollcall.reconciler.sort.HeldFolder;
import rollcall.reconciler.sort.SpillFolder;

/** Where the seals of a plan lie: {@code PLAN/.rollcall/seal/0001-legacy-against-new}, the greatest number the newest. */
final class SealFolder {
    private static final Pattern NAME = Pattern.compile("(\\d{4,9})-(.+)");
    private static final String PART = ".part-";

    private final Path folder;

    SealFolder(Path work) {
        folder = work.resolve("seal");
    }

    Path path() {
        return folder;
    }

    /** The newest seal of a reconciliation, by its name as a file name. */
    Optional<Path> newest(String slug) throws IOException {
        List<Path> all = seals(slug);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private List<Path> seals(String slug) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(it -> slug(it).equals(slug))
                    .sorted(Comparator.comparingLong(SealFolder::number))
                    .toList();
        }
    }

    private static String slug(Path seal) {
        Matcher name = NAME.matcher(seal.getFileName().toString());
        return name.matches() ? name.group(2) : "";
    }

    static long number(Path seal) {
        Matcher name = NAME.matcher(seal.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : 0;
    }

    /** A new folder for a seal in the making, readable by its owner alone. What a killed run has left is removed. */
    HeldFolder begin() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, SpillFolder.only(folder, "rwx------"));
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path part : all.filter(it -> it.getFileName().toString().startsWith(PART))
                    .toList()) {
                HeldFolder.removeIfAbandoned(part);
            }
        }
        return HeldFolder.in(folder, PART);
    }

    /** The number of the next seal, if no other run takes it meanwhile. */
    long next() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return 1 + all.mapToLong(SealFolder::number).max().orElse(0);
        }
    }

    /** Gives a whole seal its name, by one renaming; empty where another run has taken the number. */
    Optional<Path> finish(HeldFolder part, String slug, long number) throws IOException {
        part.letGo();
        force(part.path());
        Path seal = folder.resolve("%04d-%s".formatted(number, slug));
        if (Files.exists(seal)) {
            return Optional.empty();
        }
        try {
            Files.move(part.path(), seal, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            return Optional.empty();
        }
        force(folder);
        return Optional.of(seal);
    }

    /** Removes all but the newest seals of a reconciliation. */
    void keepNewest(String slug, int keep) throws IOException {
        List<Path> all = seals(slug);
        for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
            HeldFolder.removeWhole(old);
        }
    }

    /** Brings a folder's entries to disk, where the system can. */
    private static void force(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
