package rollcall.reconciler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.Accepted;
import rollcall.reconciler.plan.CodeTable;
import rollcall.reconciler.plan.HistoryPlan;
import rollcall.reconciler.plan.Owners;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.CsvSide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.plan.Scope;
import rollcall.reconciler.plan.Scope.Decision;
import rollcall.reconciler.plan.SealPlan;
import rollcall.reconciler.side.SidesInMemory;
import rollcall.reconciler.sort.SpillFolder;

/** A few rows on each side, in memory, compared as any other: for what comes after the reading. {@link TwoSystems} has databases. */
final class TwoSides {
    private final Path folder;
    private final List<Map<String, String>> legacy = new ArrayList<>();
    private final List<Map<String, String>> target = new ArrayList<>();
    private final List<List<String>> entries = new ArrayList<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final Map<String, CodeTable> codes = new LinkedHashMap<>();
    private final Map<String, Decision> scope =
            new LinkedHashMap<>(Map.of("open", Decision.MOVE, "closed", Decision.EXCLUDE, "rebooked", Decision.COUNT));
    private UnaryOperator<ReconciliationPlan> change = UnaryOperator.identity();
    private boolean ledger;

    TwoSides(Path folder) {
        this.folder = folder;
    }

    /** Legacy holds the row, to be moved, and the census counts it. */
    TwoSides legacyHolds(ComparableRow row) {
        legacy.add((row.value("kind").isEmpty() ? row.with("kind", "open") : row).byColumn());
        return this;
    }

    /** The new system holds the row, visible, with an id made from its reference. */
    TwoSides targetHolds(ComparableRow row) {
        ComparableRow shown = row.value("visible").isEmpty() ? row.with("visible", "true") : row;
        target.add(
                (shown.value("target_id").isEmpty() ? shown.with("target_id", "id-" + row.value("reference")) : shown)
                        .byColumn());
        return this;
    }

    TwoSides bothHold(ComparableRow row) {
        return legacyHolds(row).targetHolds(row);
    }

    /**
     * A debit of a run, and its credit where there is an outcome.
     *
     * @param targetId the row that stands for it after the run; empty for none
     */
    TwoSides ledgerEnters(
            int run,
            String population,
            String reference,
            int occurrence,
            String outcome,
            String detail,
            String targetId) {
        ledger = true;
        entries.add(List.of(
                population, reference, Integer.toString(occurrence), Integer.toString(run), outcome, detail, targetId));
        return this;
    }

    TwoSides accepts(Population population, String reference, ExceptionClass type) {
        accepted.add(new Accepted(
                accepted.size() + 2, population, reference, type, "known", "A. Manager", Optional.empty()));
        return this;
    }

    TwoSides codes(String list, Map<String, String> newCodes) {
        codes.put(list, new CodeTable(list, newCodes));
        return this;
    }

    TwoSides changed(UnaryOperator<ReconciliationPlan> by) {
        change = by;
        return this;
    }

    Path work() {
        return folder.resolve(".rollcall");
    }

    private SidePlan file(String name) {
        return new CsvSide(folder.resolve(name), StandardCharsets.UTF_8, ',', Map.of());
    }

    private Plan plan() {
        ReconciliationPlan what = new ReconciliationPlan(
                "legacy against new",
                file("legacy.csv"),
                file("new.csv"),
                Optional.of(file("census.csv")),
                Optional.empty(),
                Optional.empty());
        return new Plan(
                folder,
                "Test council",
                ZoneId.of("Europe/London"),
                Optional.of(TwoSystems.AS_OF),
                Map.of(),
                new Scope(scope),
                accepted,
                codes,
                Owners.NONE,
                List.of(),
                List.of(change.apply(what)),
                SealPlan.DEFAULT,
                HistoryPlan.DEFAULT,
                Optional.empty(),
                TwoSystems.noNode());
    }

    Result run() {
        Plan plan = plan();
        try {
            Files.createDirectories(work());
            SpillFolder spill = SpillFolder.in(work().resolve("spill"));
            return Reconciliation.ofSides(
                    plan,
                    plan.reconciliations().getFirst(),
                    SidesInMemory.of(plan, legacy, target, ledger ? Optional.of(entries) : Optional.empty(), spill),
                    TwoSystems.AS_OF,
                    work(),
                    spill);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs and tells the exceptions in short, each {@code CLASS population reference CAUSE}. */
    List<String> exceptions() {
        return findings().stream().map(TwoSystems::told).toList();
    }

    List<Finding> findings() {
        try (Result result = run()) {
            return TwoSystems.findings(result);
        }
    }
}
