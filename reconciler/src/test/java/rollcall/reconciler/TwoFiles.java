package rollcall.reconciler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.plan.Accepted;
import rollcall.reconciler.plan.Owners;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.plan.Scope;

/** Two real CSV files, and a plan that compares them. */
final class TwoFiles {
    private final Path folder;
    private Charset charset = StandardCharsets.UTF_8;
    private Map<String, String> columns = Map.of();
    private char delimiter = ',';
    private long budget = 1 << 20;
    private List<Accepted> accepted = List.of();

    TwoFiles(Path folder) {
        this.folder = folder;
    }

    TwoFiles legacy(List<ComparableRow> rows) {
        return legacy(text(rows, ComparableRow.COLUMNS).getBytes(StandardCharsets.UTF_8));
    }

    TwoFiles legacy(byte[] bytes) {
        return write("legacy.csv", bytes);
    }

    TwoFiles target(List<ComparableRow> rows) {
        List<String> all = new ArrayList<>(ComparableRow.COLUMNS);
        all.add("visible");
        all.add("target_id");
        return write("target.csv", text(rows, all).getBytes(StandardCharsets.UTF_8));
    }

    TwoFiles legacyIsIn(Charset declared) {
        charset = declared;
        return this;
    }

    TwoFiles legacyIsParted(char by) {
        delimiter = by;
        return this;
    }

    TwoFiles legacyColumns(Map<String, String> named) {
        columns = named;
        return this;
    }

    TwoFiles accepts(List<Accepted> named) {
        accepted = named;
        return this;
    }

    TwoFiles inMemoryOf(long bytes) {
        budget = bytes;
        return this;
    }

    private TwoFiles write(String name, byte[] bytes) {
        try {
            Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    static String text(List<ComparableRow> rows, List<String> columns) {
        return String.join(",", columns)
                + "\r\n"
                + rows.stream()
                        .map(row -> columns.stream()
                                .map(it -> "\"" + row.value(it) + "\"")
                                .collect(Collectors.joining(",", "", "\r\n")))
                        .collect(Collectors.joining());
    }

    Result run() {
        return run(Progress.NONE);
    }

    Result run(Progress progress) {
        ReconciliationPlan what = new ReconciliationPlan(
                "files",
                new CsvSide(folder.resolve("legacy.csv"), charset, delimiter, columns),
                new CsvSide(folder.resolve("target.csv"), StandardCharsets.UTF_8, ',', Map.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Plan plan = new Plan(
                folder,
                "Test council",
                ZoneId.of("Europe/London"),
                Optional.empty(),
                Map.of(),
                new Scope(Map.of()),
                accepted,
                Map.of(),
                Owners.NONE,
                List.of(),
                List.of(what),
                TwoSystems.noNode());
        return Reconciliation.run(plan, what, TwoSystems.AS_OF, folder.resolve(".rollcall"), progress, budget);
    }
}
