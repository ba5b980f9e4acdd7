package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rollcall.reconciler.plan.PlanFaults;

class ExitsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aCommandsOwnCodeIsGivenOn() {
        assertThat(exit(() -> 1)).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void faultsOfAPlanAreToldLineByLineAndAreWrongUsage() {
        assertThat(exit(() -> {
                    throw new PlanFaults(List.of("plan.yaml line 2: one", "scope.csv line 3: two"));
                }))
                .isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("plan.yaml line 2: one", "scope.csv line 3: two");
    }

    @Test
    void anUnknownOptionIsWrongUsageWithTheNearestOne() {
        assertThat(exit(() -> 0, "--jsn", "x")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("rollcall: Unknown option")
                .contains("--json")
                .contains("Try: sample --help");
    }

    @Test
    void anOptionWithoutItsValueIsWrongUsage() {
        assertThat(exit(() -> 0, "--json")).isEqualTo(2);
        assertThat(err.toString()).startsWith("rollcall: Missing required parameter for option '--json'");
    }

    @Test
    void whatKeepsFromEstablishingIsOneLineAndUnknown() {
        assertThat(exit(() -> {
                    throw new Unestablished("cannot write \"x\"", new IOException("y"));
                }))
                .isEqualTo(3);
        assertThat(err.toString().lines()).containsExactly("rollcall: cannot write \"x\"");
    }

    @Test
    void aCrashIsUnknownAndShowsNeitherTraceNorValues() {
        assertThat(exit(() -> {
                    throw new IllegalStateException("Mrs Example, 020 7946 0123");
                }))
                .isEqualTo(3);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("rollcall: stopped by an unexpected IllegalStateException at ExitsTest.java:")
                .endsWith(
                        "nothing is established. Set ROLLCALL_DEBUG=1 to see the details (they may hold personal data)");
    }

    @Test
    void evenAnErrorIsUnknownAndNotOne() {
        assertThat(exit(() -> {
                    throw new OutOfMemoryError("heap");
                }))
                .isEqualTo(3);
        assertThat(err.toString()).startsWith("rollcall: out of memory; nothing is established.");
        assertThat(exit(() -> {
                    throw new StackOverflowError();
                }))
                .isEqualTo(3);
    }

    @Test
    void aMissingOrForbiddenFileIsNamed() {
        assertThat(exit(() -> {
                    throw new UncheckedIOException(new NoSuchFileException("/no/where"));
                }))
                .isEqualTo(3);
        assertThat(exit(() -> {
                    throw new AccessDeniedException("/for/bidden");
                }))
                .isEqualTo(3);
        assertThat(err.toString().lines())
                .containsExactly(
                        "rollcall: \"/no/where\": no such file or folder; nothing is established",
                        "rollcall: \"/for/bidden\": no permission; nothing is established");
    }

    @Test
    void aFullDiskIsToldAsSuch() {
        assertThat(exit(() -> {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }))
                .isEqualTo(3);
        assertThat(err.toString().lines())
                .containsExactly(
                        "rollcall: no space is left on the disk of the plan's work folder or of a report; nothing is"
                                + " established. Make space, then run this again");
    }

    @Test
    void aCommandLineThatCannotBeMadeIsUnknown() {
        assertThat(Exits.execute(() -> {
                    throw new IllegalStateException("broken");
                }))
                .isEqualTo(3);
    }

    private int exit(Callable<Integer> body, String... arguments) {
        return Exits.execute(
                new CommandLine(new Sample(body))
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true)),
                arguments);
    }

    @Command(name = "sample", mixinStandardHelpOptions = true)
    private static final class Sample implements Callable<Integer> {
        private final Callable<Integer> body;

        @Option(names = "--json")
        private String json = "";

        Sample(Callable<Integer> body) {
            this.body = body;
        }

        @Override
        public Integer call() throws Exception {
            return json.isEmpty() ? body.call() : -1;
        }
    }
}
