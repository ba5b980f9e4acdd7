package rollcall.reconciler.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that has been run.
 *
 * @param seconds from its start to its end
 * @param cpu seconds of all processors, its children's left out; 0 where the system does not tell
 * @param peak the most memory that it held, in MiB; 0 where the system does not tell
 * @param written bytes that it wrote into files and elsewhere; 0 where the system does not tell
 * @param exit its exit code
 */
record Measured(double seconds, double cpu, long peak, long written, int exit) {
    private static final int EVERY = 20;

    /** Runs a program; what it says goes into a file. */
    static Measured run(List<String> command, Map<String, String> environment, Path said) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        long began = System.nanoTime();
        Process process = builder.start();
        Duration cpu = Duration.ZERO;
        long peak = 0;
        long written = 0;
        while (!process.waitFor(EVERY, TimeUnit.MILLISECONDS)) {
            cpu = process.info().totalCpuDuration().orElse(cpu);
            peak = Math.max(peak, told(process, "status", "VmHWM"));
            written = Math.max(written, told(process, "io", "wchar"));
        }
        return new Measured(
                (System.nanoTime() - began) / 1e9, cpu.toMillis() / 1e3, peak >> 10, written, process.exitValue());
    }

    private static long told(Process process, String file, String what) {
        Path told = Path.of("/proc", Long.toString(process.pid()), file);
        if (!Files.isReadable(told)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(told)) {
            return lines.filter(it -> it.startsWith(what))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }
}
