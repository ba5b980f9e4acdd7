package rollcall.reconciler.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What others need for the same job, on the same machine, at the same time. */
final class Others {
    private final Path folder;
    private final String duckClasses;

    /** @param duckClasses the class path of {@link DuckJoin} with DuckDB */
    Others(Path folder, String duckClasses) {
        this.folder = folder;
        this.duckClasses = duckClasses;
    }

    /**
     * DuckDB, with so many MiB of memory; where that does not do, with a quarter more until it does: then what is told is
     * within a quarter of the least.
     */
    String duck(Path legacy, Path target, long memory) throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("duck"));
        for (long limit = Math.max(64, memory); limit < 64 << 10; limit += limit / 4) {
            Measured duck = Measured.run(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            duckClasses,
                            DuckJoin.class.getName(),
                            legacy.toString(),
                            target.toString(),
                            folder.resolve("duck.csv").toString(),
                            temporary.toString(),
                            Long.toString(limit)),
                    Map.of(),
                    folder.resolve("duck.txt"));
            if (duck.exit() == 0) {
                return String.format(Locale.UK, "%.1f (%,d)", duck.seconds(), limit);
            }
            if (duck.exit() != DuckJoin.TOO_LITTLE) {
                throw failed("DuckDB", duck, folder.resolve("duck.txt"));
            }
        }
        return "none";
    }

    /** coreutils: sorted lines compared, and sorted before, both at once, where they are not. */
    String lines(Path legacy, Path target, boolean areSorted, long memory) throws Exception {
        String sort = "LC_ALL=C sort -S %1$dM --parallel=1 -T '%2$s' '%3$s' > '%2$s/%4$s'";
        String script = areSorted
                ? "LC_ALL=C comm -3 '%s' '%s' > '%s/comm.txt'".formatted(legacy, target, folder)
                : sort.formatted(memory / 2, folder, legacy, "one") + " & "
                        + sort.formatted(memory / 2, folder, target, "two") + " && wait && "
                        + "LC_ALL=C comm -3 '%1$s/one' '%1$s/two' > '%1$s/comm.txt'".formatted(folder);
        Measured lines = Measured.run(List.of("sh", "-c", script), Map.of(), folder.resolve("comm.said"));
        if (lines.exit() != 0) {
            throw failed("sort and comm", lines, folder.resolve("comm.said"));
        }
        for (String left : List.of("one", "two", "comm.txt")) {
            Files.deleteIfExists(folder.resolve(left));
        }
        return String.format(Locale.UK, "%.1f", lines.seconds());
    }

    static IllegalStateException failed(String who, Measured how, Path said) throws IOException {
        try (Stream<String> lines = Files.lines(said)) {
            return new IllegalStateException("%s ended with %d:%n%s"
                    .formatted(
                            who, how.exit(), String.join("\n", lines.limit(20).toList())));
        }
    }
}
