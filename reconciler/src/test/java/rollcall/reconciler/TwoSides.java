package rollcall.reconciler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import rollcall.reconciler.settle.Settling;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SidesInMemory;
import rollcall.reconciler.side.SidesInMemory.Entry;
import rollcall.reconciler.side.SidesInMemory.Rows;
import rollcall.reconciler.sort.SpillFolder;

/** A few rows on each side, in memory, compared as any other: for what comes after the reading. {@link TwoSystems} has databases. */
final class TwoSides {
    private final Path folder;
    private final List<Map<String, String>> legacy = new ArrayList<>();
    private final List<Map<String, String>> target = new ArrayList<>();
    private final List<Map<String, String>> counted = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final Map<String, CodeTable> codes = new LinkedHashMap<>();
    private final Map<String, Decision> scope =
            new LinkedHashMap<>(Map.of("open", Decision.MOVE, "closed", Decision.EXCLUDE, "rebooked", Decision.COUNT));
    private final Map<String, Scope.Signature> signatures = new LinkedHashMap<>();
    private UnaryOperator<ReconciliationPlan> change = UnaryOperator.identity();
    private final Set<Column> lacking = EnumSet.noneOf(Column.class);
    private boolean census = true;
    private boolean ledger;
    private long budget = 1 << 20;
    private String losing = "";

    TwoSides(Path folder) {
        this.folder = folder;
    }

    /** Legacy holds the row, to be moved, and the census counts it. */
    TwoSides legacyHolds(ComparableRow row) {
        legacy.add((row.value("kind").isEmpty() ? row.with("kind", "open") : row).byColumn());
        return censusCounts(row.value("population"), row.value("reference"));
    }

    /** The census counts the key. */
    TwoSides censusCounts(String population, String reference) {
        counted.add(Map.of("population", population, "reference", reference));
        return this;
    }

    /** The census does not count what legacy holds under the key. */
    TwoSides doesNotCount(String population, String reference) {
        counted.removeIf(it -> it.equals(Map.of("population", population, "reference", reference)));
        return this;
    }

    TwoSides withoutCensus() {
        census = false;
        return this;
    }

    /** The new system's rows of a reference go. */
    TwoSides targetLoses(String reference) {
        target.removeIf(it -> reference.equals(it.get("reference")));
        return this;
    }

    /** Legacy's rows of a reference go, and the census no longer counts them. */
    TwoSides legacyLoses(String reference) {
        legacy.removeIf(it -> reference.equals(it.getOrDefault("reference", "")));
        counted.removeIf(it -> reference.equals(it.get("reference")));
        return this;
    }

    /** The new system's rows of a reference have these values from now on, by column. */
    TwoSides targetChanges(String reference, Map<String, String> values) {
        target.replaceAll(it -> reference.equals(it.get("reference")) ? changed(it, values) : it);
        return this;
    }

    TwoSides legacyChanges(String reference, Map<String, String> values) {
        legacy.replaceAll(it -> reference.equals(it.get("reference")) ? changed(it, values) : it);
        return this;
    }

    private static Map<String, String> changed(Map<String, String> row, Map<String, String> values) {
        Map<String, String> changed = new LinkedHashMap<>(row);
        changed.putAll(values);
        return changed;
    }

    /** Neither side has the column. */
    TwoSides lacking(Column column) {
        lacking.add(column);
        return this;
    }

    /** Of this side one row more is said to have been read than there is. */
    TwoSides losing(String side) {
        losing = side;
        return this;
    }

    /** Each sorter has this many bytes of memory. */
    TwoSides inMemoryOf(long bytes) {
        budget = bytes;
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
        String of = Integer.toString(occurrence);
        String by = Integer.toString(run);
        return enters(new Entry(population, reference, of, by, outcome, detail, targetId, Optional.empty()));
    }

    /** The last entry of a record, in a ledger that shows no others. */
    TwoSides ledgerSays(String population, String reference, String outcome, String detail, String targetId) {
        return enters(new Entry(population, reference, "", "", outcome, detail, targetId, Optional.empty()));
    }

    TwoSides enters(Entry entry) {
        ledger = true;
        entries.add(entry);
        return this;
    }

    TwoSides accepts(Population population, String reference, ExceptionClass type) {
        return accepts(population, reference, type, Optional.empty());
    }

    TwoSides accepts(Population population, String reference, ExceptionClass type, Optional<LocalDate> until) {
        accepted.add(new Accepted(accepted.size() + 2, population, reference, type, "known", "A. Manager", until));
        return this;
    }

    /** In no other column, and for no other cause. */
    TwoSides acceptsOnly(
            Population population,
            String reference,
            ExceptionClass type,
            List<String> columns,
            Optional<String> cause) {
        accepts(population, reference, type, Optional.empty());
        accepted.add(accepted.removeLast().only(columns, cause));
        return this;
    }

    TwoSides signed(String kind, String owner, LocalDate on) {
        signatures.put(kind, new Scope.Signature(owner, on));
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
                census ? Optional.of(file("census.csv")) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Plan(
                folder,
                "Test council",
                ZoneId.of("Europe/London"),
                Optional.of(TwoSystems.AS_OF),
                Map.of(),
                new Scope(scope, signatures),
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

    private Rows rows() {
        return new Rows(
                legacy,
                target,
                census ? Optional.of(counted) : Optional.empty(),
                ledger ? Optional.of(entries) : Optional.empty(),
                lacking);
    }

    Result run() {
        return run(Optional.empty());
    }

    /** Differences are left to settle: the rows are then those that there are by the time. */
    Result settle(Settling settling) {
        return run(Optional.of(settling));
    }

    private Result run(Optional<Settling> settling) {
        Plan plan = plan();
        try {
            Files.createDirectories(work());
            SpillFolder spill = SpillFolder.in(work().resolve("spill"));
            return Reconciliation.ofSides(
                    plan,
                    plan.reconciliations().getFirst(),
                    () -> SidesInMemory.losing(losing, SidesInMemory.of(plan, rows(), spill)),
                    TwoSystems.AS_OF,
                    work(),
                    budget,
                    settling,
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
