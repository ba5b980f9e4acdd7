package rollcall.migrator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README shows what its commands print, in a checkout where nothing is built yet. A line with an ellipsis alone stands
 * for any lines.
 */
class ReadmeIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    /** Folders that a fresh clone does not have. */
    private static final Set<String> MADE = Set.of("target", "demo", ".git");

    @Test
    void showsWhatTheDemoPrints(@TempDir Path folder) throws Exception {
        Path checkout = folder.resolve("rollcall");
        copySources(checkout);
        Ran demo = Ran.run(
                folder,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of(checkout.resolve("scripts/demo").toString()));
        assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
        assertThat(folder.resolve("demo/plan/plan.yaml")).exists();

        Deque<String> printed =
                new ArrayDeque<>(demo.out().lines().map(String::stripTrailing).toList());
        for (List<String> passage : passages(block("scripts/demo"))) {
            List<String> seen = new ArrayList<>();
            while (!printed.isEmpty() && !startsWith(printed, passage)) {
                seen.add(printed.removeFirst());
            }
            assertThat(printed)
                    .as("the demo does not print this passage of the README, or not here:%n%s%nbut%n%s"
                            .formatted(String.join("\n", passage), String.join("\n", seen)))
                    .isNotEmpty();
            passage.forEach(it -> printed.removeFirst());
        }
    }

    @Test
    void showsHowTheTestsEnd() throws Exception {
        assertThat(block("scripts/test"))
                .hasSize(1)
                .allSatisfy(line -> assertThat(Files.readString(ROOT.resolve("scripts/test")))
                        .contains("echo \"" + line + "\""));
    }

    private static void copySources(Path checkout) throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                if (MADE.contains(String.valueOf(from.getFileName()))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(checkout.resolve(ROOT.relativize(from)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                Files.copy(from, checkout.resolve(ROOT.relativize(from)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean startsWith(Deque<String> printed, List<String> passage) {
        return printed.size() >= passage.size()
                && printed.stream().limit(passage.size()).toList().equals(passage);
    }

    private static List<List<String>> passages(List<String> block) {
        return Arrays.stream(String.join("\n", block).split("(?m)^…$"))
                .map(it -> it.stripTrailing()
                        .lines()
                        .dropWhile(String::isBlank)
                        .map(String::stripTrailing)
                        .toList())
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /** The first fenced block after the line that begins with this command. */
    private static List<String> block(String command) throws Exception {
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));
        int from = 0;
        while (!lines.get(from).startsWith("`" + command + "`")) {
            from++;
        }
        while (!lines.get(from).startsWith("```")) {
            from++;
        }
        int to = from + 1;
        while (!lines.get(to).startsWith("```")) {
            to++;
        }
        return lines.subList(from + 1, to);
    }
}
