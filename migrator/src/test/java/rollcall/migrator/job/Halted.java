package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import rollcall.migrator.CommandRun;
import rollcall.migrator.Rollcall;

/** The program in a JVM of its own, halted at a place as by a power cut. */
final class Halted {
    /** The exit code of a process that was halted there. */
    static final int KILLED = 137;

    private Halted() {}

    /**
     * Runs a command on a council's plan up to a place.
     *
     * @return its exit code: {@link #KILLED} if it came there
     */
    static int at(String failpoint, MovedCouncil council, String command, String... options)
            throws IOException, InterruptedException {
        Process process = start(List.of("-DROLLCALL_FAILPOINT=" + failpoint), council, command, options);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    /** Runs a command on a council's plan, and ends it where it does not end by itself. */
    static CommandRun toItsEnd(MovedCouncil council, String command) throws IOException, InterruptedException {
        Process process = start(List.of(), council, command);
        boolean ended = process.waitFor(1, TimeUnit.MINUTES);
        process.destroyForcibly().waitFor();
        String said = Files.readString(council.folder().root().resolve("output.txt"));
        assertThat(ended).as("it has ended; it said: " + said).isTrue();
        return new CommandRun(process.exitValue(), "", said);
    }

    /**
     * Starts a command on a council's plan.
     *
     * @param settings of its JVM
     */
    static Process start(List<String> settings, MovedCouncil council, String command, String... options)
            throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        line.addAll(settings);
        line.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Rollcall.class.getName(),
                command,
                council.plan().toString()));
        line.addAll(List.of(options));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(council.folder().root().resolve("output.txt").toFile())
                .start();
    }
}
