package rollcall.reconciler;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.CodeTable;
import rollcall.reconciler.plan.Owners;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.plan.Scope;

/**
 * Compares two generated CSV files and prints how long it took and how much memory: {@code CsvBench FOLDER ROWS}. One row in
 * five is a job, one in five hundred differs, the rows stand in no order. Not a test: it is run by hand.
 */
final class CsvBench {
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 10, 20, 8, 0);
    private static final String[] TRADES = {"PL", "EL", "CP", "GS", "RF", "MU", "OO"};

    private CsvBench() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
        int rows = Integer.parseInt(arguments[1]);
        Path legacy = folder.resolve("legacy-" + rows + ".csv");
        Path target = folder.resolve("target-" + rows + ".csv");
        generate(legacy, rows, 1_299_709, false);
        generate(target, rows, 15_485_863, true);
        System.out.printf(
                "%,d rows a side, %,d and %,d bytes, -Xmx %,d MB%n",
                rows,
                Files.size(legacy),
                Files.size(target),
                Runtime.getRuntime().maxMemory() >> 20);
        long began = System.nanoTime();
        try (Result result = run(folder, legacy, target)) {
            System.out.printf(
                    "%s %s%n", result.header().verdict(), result.header().unknowns());
            for (Population population : Population.values()) {
                System.out.println(result.header().tallies().get(population));
            }
            System.out.printf(
                    "%,d exceptions in %.1f s%n", result.findings().count(), (System.nanoTime() - began) / 1e9);
        }
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            try (Stream<String> lines = Files.lines(status)) {
                lines.filter(it -> it.startsWith("VmHWM")).forEach(System.out::println);
            }
        }
        try (Stream<Path> left = Files.list(folder.resolve(".rollcall").resolve("spill"))) {
            System.out.printf("%d spill folders left%n", left.count());
        }
    }

    private static Result run(Path folder, Path legacy, Path target) {
        ReconciliationPlan what = new ReconciliationPlan(
                "bench", side(legacy), side(target), Optional.empty(), Optional.empty(), Optional.empty());
        Map<String, CodeTable> codes = Map.of(
                "trade",
                new CodeTable(
                        "trade",
                        Map.of("PL", "PL", "EL", "EL", "CP", "CP", "GS", "GH", "RF", "RF", "MU", "MU", "OO", "OO")));
        Plan plan = new Plan(
                folder,
                "bench",
                ZoneId.of("Europe/London"),
                Optional.empty(),
                Map.of(),
                new Scope(Map.of()),
                List.of(),
                codes,
                Owners.NONE,
                List.of(),
                List.of(what),
                TwoSystems.noNode());
        return Reconciliation.run(plan, what, FIRST, folder.resolve(".rollcall"), Progress.NONE);
    }

    private static CsvSide side(Path file) {
        return new CsvSide(file, StandardCharsets.UTF_8, ',', Map.of());
    }

    private static void generate(Path file, int rows, int step, boolean isTarget) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "population,reference,job,property,uprn,starts_at,ends_at,status,priority,trade,contractor,slot,vulnerable,live");
            out.write(isTarget ? ",visible,target_id\n" : "\n");
            for (long i = 0; i < rows; i++) {
                write(out, i * step % rows, isTarget);
            }
        }
    }

    private static void write(BufferedWriter out, long row, boolean isTarget) throws IOException {
        boolean isJob = row % 5 == 0;
        long job = row - row % 5;
        boolean isBent = isTarget && row % 500 == 1;
        String trade = TRADES[(int) (row % TRADES.length)];
        LocalDateTime start = FIRST.plusMinutes(row % 100_000).plusHours(isBent ? 1 : 0);
        out.write(isJob ? "jobs," : "appointments,");
        out.write(String.format(Locale.ROOT, "%s%08d,%08d,P%07d,1000%08d,", isJob ? "" : "1", row, job, job, job));
        out.write(isJob ? ",," : start + "," + start.plusHours(4) + ",");
        out.write("80,3," + (isTarget && trade.equals("GS") ? "GH" : trade) + ",H01," + (isJob ? "" : "AM")
                + ",false,true");
        out.write(isTarget ? ",true," + (10_000_000 + row) + "\n" : "\n");
    }
}
