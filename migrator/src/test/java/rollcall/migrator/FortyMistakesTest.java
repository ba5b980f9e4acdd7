package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rollcall.reconciler.Exits;
import rollcall.reconciler.table.TableFile;

/** A plan with mistakes in every part and every file of it: one run of {@code check} tells each, once, at its place. */
class FortyMistakesTest {
    private static final Pattern MARK = Pattern.compile("# mistake (\\d+)$");
    private static final Pattern FAULT = Pattern.compile("(\\S+?)(?: line (\\d+))?: .*");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path plan = resource("forty-mistakes/plan.yaml").resolveSibling("");

    @BeforeEach
    void thePlanIsChecked() {
        assertThat(Exits.execute(
                        Rollcall.commandLine()
                                .setOut(new PrintWriter(out, true))
                                .setErr(new PrintWriter(err, true)),
                        "check",
                        plan.toString()))
                .isEqualTo(2);
    }

    @Test
    void eachIsToldInTheWordsOfTheGoldenFile() throws Exception {
        assertThat(err.toString()).isEqualToNormalizingNewlines(Files.readString(resource("forty-mistakes.txt")));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void eachMistakeHasOneFaultAtItsPlaceAndNoFaultStandsWithoutOne() throws Exception {
        List<String> faults =
                err.toString().lines().map(FortyMistakesTest::place).toList();
        List<String> mistakes = new ArrayList<>(marked());
        mistakes.addAll(listed());

        assertThat(mistakes).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
        assertThat(faults).containsExactlyInAnyOrderElementsOf(mistakes);
    }

    private List<String> marked() throws Exception {
        List<String> places = new ArrayList<>();
        List<String> lines = Files.readAllLines(plan.resolve("plan.yaml"));
        for (int index = 0; index < lines.size(); index++) {
            Matcher mark = MARK.matcher(lines.get(index));
            if (mark.find()) {
                places.add("plan.yaml line " + (index + 1));
                assertThat(mark.group(1)).isEqualTo(String.valueOf(places.size()));
            }
        }
        return places;
    }

    private List<String> listed() throws Exception {
        return TableFile.read(plan.resolve("mistakes.csv")).lines().stream()
                .map(it -> it.cells().get(1) + " line " + it.cells().get(2))
                .toList();
    }

    private static String place(String fault) {
        Matcher matcher = FAULT.matcher(fault);
        assertThat(matcher.matches()).as(fault).isTrue();
        return matcher.group(1) + " line " + Objects.requireNonNullElse(matcher.group(2), "0");
    }

    private static Path resource(String name) {
        URL url = Objects.requireNonNull(FortyMistakesTest.class.getResource(name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException notAPath) {
            throw new IllegalStateException(name, notAPath);
        }
    }
}
