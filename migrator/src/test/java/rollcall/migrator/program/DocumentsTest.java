package rollcall.migrator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents list is what there is. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void architectureListsEachPackageWithItsFirstSentence() throws IOException {
        List<String> expected = packages().map(DocumentsTest::row).sorted().toList();
        List<String> listed = Files.readAllLines(ROOT.resolve("ARCHITECTURE.md")).stream()
                .filter(it -> it.startsWith("| `rollcall."))
                .sorted()
                .toList();
        assertThat(listed).isEqualTo(expected);
    }

    @Test
    void readmeListsEachCommandAndNoOther() throws IOException {
        TreeSet<String> listed = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `([a-z]+)` \\| .*\\|$")
                .matcher(section(Files.readString(ROOT.resolve("README.md")), "## The program"));
        while (row.find()) {
            listed.add(row.group(1));
        }
        assertThat(listed).contains("check", "migrate", "reconcile", "rehearse");
        String program = Files.readString(Path.of("src/main/java/rollcall/migrator/Rollcall.java"));
        Matcher command = Pattern.compile("(\\w+)Command\\.class").matcher(program);
        assertThat(command.results().map(it -> it.group(1).toLowerCase(java.util.Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void contributingNamesOnlyTestsThatThereAre() throws IOException {
        Matcher named = Pattern.compile("`(\\w+Test)`").matcher(Files.readString(ROOT.resolve("CONTRIBUTING.md")));
        List<String> tests = named.results().map(it -> it.group(1)).distinct().toList();
        assertThat(tests).isNotEmpty().allSatisfy(test -> {
            try (Stream<Path> files = sources("test")) {
                assertThat(files.map(it -> it.getFileName().toString())).contains(test + ".java");
            }
        });
    }

    private static String section(String document, String heading) {
        String rest = document.substring(document.indexOf(heading) + heading.length());
        return rest.substring(0, rest.indexOf("\n## "));
    }

    private static Stream<Path> packages() throws IOException {
        return sources("main").filter(it -> it.endsWith("package-info.java"));
    }

    private static Stream<Path> sources(String part) throws IOException {
        return Stream.of("fixtures", "reconciler", "migrator").flatMap(module -> {
            try {
                return Files.walk(ROOT.resolve(module).resolve("src").resolve(part));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String row(Path packageInfo) {
        try {
            String text = Files.readString(packageInfo);
            String doc = text.substring(text.indexOf("/**") + 3, text.indexOf("*/"))
                    .replaceAll("\\n\\s*\\*", " ")
                    .replaceAll("\\{@code ([^}]*)}", "`$1`")
                    .replaceAll("\\s+", " ")
                    .strip();
            Matcher name = Pattern.compile("(?m)^package (.*);").matcher(text);
            assertThat(name.find()).as(packageInfo.toString()).isTrue();
            return "| `%s` | %s |".formatted(name.group(1), doc.replaceAll("(?<=\\.)\\s.*", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
