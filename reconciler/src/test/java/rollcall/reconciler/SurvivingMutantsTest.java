package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Holds the list of faults that no test notices, {@code mutants.csv}, to what was measured just before, in the profile
 * {@code mutation}: each stands there with its reason, and none that a test has come to notice.
 */
@EnabledIfSystemProperty(named = "mutants", matches = ".*")
class SurvivingMutantsTest {
    private static final Path MEASURED = Path.of("target/pit-reports/mutations.csv");
    private static final Path LISTED = Path.of("mutants.csv");
    private static final Pattern MUTANT =
            Pattern.compile("[^,]+,rollcall\\.reconciler\\.([^,]+),.*?([A-Za-z]+)Mutator,([^,]+),\\d+,([A-Z_]+),.*");
    private static final Pattern LINE = Pattern.compile("([^,]+,[^,]+,[^,]+),(\\d+),(.+)");

    @Test
    void everySurvivorIsListedWithItsReasonAndNoOther() throws IOException {
        Map<String, Long> survivors = new TreeMap<>();
        long killed = 0;
        List<String> mutants = Files.readAllLines(MEASURED);
        for (String mutant : mutants) {
            Matcher it = MUTANT.matcher(mutant);
            assertThat(it.matches()).as(mutant).isTrue();
            if (it.group(4).equals("SURVIVED") || it.group(4).equals("NO_COVERAGE")) {
                survivors.merge(String.join(",", it.group(1), it.group(3), it.group(2)), 1L, Long::sum);
            } else {
                killed++;
            }
        }
        Map<String, Long> listed = new TreeMap<>();
        for (String line : Files.readAllLines(LISTED).stream().skip(1).toList()) {
            Matcher it = LINE.matcher(line);
            assertThat(it.matches()).as("mutants.csv: %s", line).isTrue();
            listed.put(it.group(1), Long.valueOf(it.group(2)));
        }

        assertThat(survivors).isEqualTo(listed);
        assertThat(killed * 100)
                .as("percent killed of %d", mutants.size())
                .isGreaterThanOrEqualTo(mutants.size() * 90L);
    }
}
