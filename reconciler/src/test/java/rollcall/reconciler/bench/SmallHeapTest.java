package rollcall.reconciler.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import rollcall.reconciler.OwnJvm;
import rollcall.reconciler.ReconcileCommand;
import rollcall.reconciler.bench.BenchRows.Kind;
import rollcall.reconciler.bench.BenchRows.Order;

/**
 * Far more rows, and far more exceptions, than the heap would hold, in a process of its own with every report that the
 * command writes: all are compared, all are told, and no file is left.
 */
class SmallHeapTest {
    private static final long ROWS = System.getProperty("long") == null ? 200_000 : 3_000_000;
    private static final int ONE_IN = 20;

    /** The command by itself, for a heap of its own. */
    static final class Command {
        private Command() {}

        public static void main(String... arguments) {
            System.exit(new CommandLine(new ReconcileCommand()).execute(arguments));
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void everyRowIsComparedAndEveryExceptionTold(Order order, @TempDir Path folder) throws Exception {
        BenchRows rows = new BenchRows(ROWS, ONE_IN);
        Path plan = BenchPlan.ofFiles(
                folder.resolve("plan"),
                rows.write(folder.resolve("legacy.csv"), Kind.LEGACY, order),
                rows.write(folder.resolve("target.csv"), Kind.TARGET, order));
        Path said = folder.resolve("said.txt");
        Path csv = folder.resolve("exceptions.csv");
        Path html = folder.resolve("exceptions.html");
        Path json = folder.resolve("exceptions.json");
        Path xlsx = folder.resolve("phone.xlsx");

        int exit = OwnJvm.of(
                        Command.class,
                        List.of("-Xmx64m", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError"),
                        plan,
                        "--csv=" + csv,
                        "--html=" + html,
                        "--json=" + json,
                        "--xlsx=" + xlsx)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();

        assertThat(exit).as(Files.readString(said)).isEqualTo(1);
        try (Stream<String> lines = Files.lines(csv, StandardCharsets.UTF_8)) {
            assertThat(lines.filter(it -> it.contains("DIFFERENT")).count()).isEqualTo(rows.bent());
        }
        try (Scanner told = new Scanner(json, StandardCharsets.UTF_8)) {
            assertThat(told.findAll("\"class\"\\s*:\\s*\"DIFFERENT\"").count()).isEqualTo(rows.bent());
        }
        assertThat(List.of(html, xlsx)).allSatisfy(it -> assertThat(it).isNotEmptyFile());
        assertThat(plan.resolve(".rollcall/spill")).isEmptyDirectory();
    }
}
