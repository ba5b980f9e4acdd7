package rollcall.reconciler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.Verdict;

class ConsoleReportTest {
    @Test
    void exceptionsAreToldWithTheBooksFirst() {
        assertThat(console(Samples.header(Verdict.EXCEPTIONS, 9), Samples.oneOfEach()))
                .isEqualTo(golden("console-exceptions.txt"));
    }

    @Test
    void anUnknownRunSaysWhyBeforeAnythingElse() {
        assertThat(console(Samples.unknown(), List.of())).isEqualTo(golden("console-unknown.txt"));
    }

    @Test
    void aCleanRunListsNoException() {
        assertThat(console(Samples.header(Verdict.ACCOUNTED_FOR, 0), List.of()))
                .startsWith("ACCOUNTED_FOR Sample council: legacy against new\n")
                .endsWith(
                        "ACCOUNTED_FOR: every job and appointment to be moved is in the new system as\n  agreed, but for 4 that somebody has accepted by name.\n")
                .doesNotContain("Exceptions");
    }

    @Test
    void onlyTheTenMostUrgentAreListed() {
        List<Finding> eleven = Collections.nCopies(11, Samples.oneOfEach().getFirst());

        assertThat(console(Samples.header(Verdict.EXCEPTIONS, 11), eleven))
                .contains("The 10 most urgent of 11 exceptions\n")
                .satisfies(it -> assertThat(it.split("MISSING appointment", -1)).hasSize(11));
    }

    @Test
    void noLineIsLongerThanEightyColumns() {
        RunHeader header = Samples.header(Verdict.EXCEPTIONS, 9);
        RunHeader wordy = new RunHeader(
                header.verdict(),
                header.run(),
                header.asOf(),
                "A council with a very long name indeed ".repeat(4),
                header.reconciliation(),
                header.tallies(),
                header.census(),
                List.of("x".repeat(200)),
                header.notes(),
                header.systemic(),
                9,
                header.took());

        assertThat(console(wordy, Samples.oneOfEach()).lines()).allMatch(it -> it.length() <= 80);
    }

    private static String console(RunHeader header, List<Finding> findings) {
        StringBuilder out = new StringBuilder();
        try {
            ConsoleReport.write(header, Samples.findings(findings), out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    private static String golden(String name) {
        try (var stream = Objects.requireNonNull(ConsoleReportTest.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
