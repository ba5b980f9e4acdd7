package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import rollcall.reconciler.Exits;

class RollcallTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpListsTheCommandsOfBothHalves() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("  migrate ", "  rehearse ", "  reconcile ", "  check ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "rehearse"})
    void aFolderWithoutAPlanIsToldInOneLineWithExitCode2(String command, @TempDir Path folder) {
        assertThat(run(command, folder.toString())).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(folder + ": holds no plan.yaml; name the folder that holds it\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpLoadsNeitherSpringNorThePoolNorJooq() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Rollcall.class.getName(),
                        "--help")
                .redirectErrorStream(true)
                .start();
        String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(loaded)
                .contains("rollcall.migrator.MigrateCommand")
                .doesNotContain(" org.springframework.", " com.zaxxer.", " org.jooq.", " org.h2.");
    }

    private int run(String... arguments) {
        CommandLine commandLine = Rollcall.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return Exits.execute(commandLine, arguments);
    }
}
