package rollcall.reconciler.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.LedgerPlan;
import rollcall.reconciler.seal.OpenSeal;
import rollcall.reconciler.seal.SealUnusable;
import rollcall.reconciler.side.KeptLegacy;
import rollcall.reconciler.side.SideFailure;
import rollcall.reconciler.side.SideSearch;
import rollcall.reconciler.sort.SpillFolder;

/** Looks a reference, an id or a UPRN up in comparisons of a plan. What cannot be read is told, and the rest all the same. */
public final class Search {
    private final Plan plan;
    private final boolean sealed;
    private final LocalDateTime asOf;
    private final SpillFolder spill;
    private final Progress progress;
    private final Set<String> unknowns = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<Runnable> open = new ArrayList<>();

    private Search(Plan plan, boolean sealed, LocalDateTime asOf, SpillFolder spill, Progress progress) {
        this.plan = plan;
        this.sealed = sealed;
        this.asOf = asOf;
        this.spill = spill;
        this.progress = progress;
    }

    /**
     * Looks it up.
     *
     * @param chosen the comparisons in which it is looked for
     * @param sealed whether legacy's rows come from the newest seal
     * @param asOf the instant that {@code ${as-of}} stands for in the plan's queries
     * @param work the plan's work folder
     */
    public static Answer find(
            Plan plan,
            List<ReconciliationPlan> chosen,
            String asked,
            boolean sealed,
            LocalDateTime asOf,
            Path work,
            Progress progress)
            throws IOException {
        try (SpillFolder spill = SpillFolder.in(work.resolve("spill"))) {
            return new Search(plan, sealed, asOf, spill, progress).find(chosen, asked.strip(), work);
        }
    }

    private Answer find(List<ReconciliationPlan> chosen, String asked, Path work) throws IOException {
        List<Life> lives = new ArrayList<>();
        for (ReconciliationPlan what : chosen) {
            try {
                LegSearch search = new LegSearch(plan.of(what), what, asked, asOf, places(what));
                lives.addAll(search.find(work));
                unknowns.addAll(search.unknowns());
                notes.addAll(search.notes());
            } finally {
                open.forEach(Runnable::run);
                open.clear();
            }
        }
        return new Answer(
                asked,
                plan.name(),
                asOf,
                chosen.stream().map(ReconciliationPlan::name).toList(),
                lives,
                List.copyOf(unknowns),
                List.copyOf(notes));
    }

    private LegReading.Places places(ReconciliationPlan what) {
        boolean isSealed = sealed && plan.isOfLegacy(what);
        Optional<OpenSeal> seal = Optional.empty();
        if (isSealed) {
            try {
                seal = Optional.of(OpenSeal.newest(plan, what));
                notes.add(seal.get().reading());
            } catch (SealUnusable e) {
                unknowns.add(String.valueOf(e.getMessage()));
            }
        }
        boolean isLegacyRead = !isSealed || seal.isPresent();
        Optional<OpenSeal> kept = seal;
        return new LegReading.Places(
                isLegacyRead
                        ? Optional.of(opened(SideSearch.ofSource(plan, what.source(), kept, asOf, spill, progress)))
                        : Optional.empty(),
                Optional.of(opened(SideSearch.ofTarget(plan, what.target(), asOf, spill, progress))),
                what.census()
                        .filter(it -> isLegacyRead
                                && kept.map(seen -> seen.has(KeptLegacy.Part.CENSUS))
                                        .orElse(true))
                        .map(it -> opened(SideSearch.ofCensus(plan, it, kept, asOf, spill, progress))),
                what.ledger().flatMap(this::opened));
    }

    private SideSearch opened(SideSearch side) {
        open.add(side::close);
        return side;
    }

    private Optional<LedgerBook> opened(LedgerPlan ledger) {
        try {
            LedgerBook book = new LedgerBook(ledger);
            open.add(book::close);
            return Optional.of(book);
        } catch (SideFailure e) {
            unknowns.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
