package rollcall.reconciler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.cause.SystemicCauses;
import rollcall.reconciler.compare.Books;
import rollcall.reconciler.contact.ContactBook;
import rollcall.reconciler.evolved.EvolvedRows;
import rollcall.reconciler.finding.FindingFile;
import rollcall.reconciler.finding.FindingRow;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.RunHeader.Systemic;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.harm.Ranking;
import rollcall.reconciler.history.History;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.seal.OpenSeal;
import rollcall.reconciler.seal.SealUnusable;
import rollcall.reconciler.settle.Settlement;
import rollcall.reconciler.settle.Settling;
import rollcall.reconciler.side.SideReading;
import rollcall.reconciler.side.SideReading.Streamed;
import rollcall.reconciler.side.Sides;
import rollcall.reconciler.sort.OutOfOrder;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SortedRows;
import rollcall.reconciler.sort.SpillFolder;

/**
 * Compares legacy with the new system: reads both sides, merges them, sees the rows of each job together, and ranks what is
 * left to explain. Whatever keeps it from establishing something becomes a line of an UNKNOWN verdict, never an exception.
 */
public final class Reconciliation {
    private static final DateTimeFormatter RUN = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS");

    private final Plan plan;
    private final ReconciliationPlan what;
    private final LocalDateTime asOf;
    private final Path work;
    private final Progress progress;
    private final long budget;
    private final Legacy legacy;
    private final Optional<Settling> settling;
    private final long began = System.nanoTime();
    private final String run = RUN.format(LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC));

    /** Where legacy's rows come from. */
    public enum Legacy {
        /** From legacy itself. */
        LIVE,
        /** From the newest seal; legacy is not touched. A source that is no legacy goes on, and is read as it is. */
        SEALED
    }

    private Reconciliation(
            Plan plan,
            ReconciliationPlan what,
            Legacy legacy,
            LocalDateTime asOf,
            Path work,
            Progress progress,
            long budget,
            Optional<Settling> settling) {
        this.settling = settling;
        this.legacy = plan.isOfLegacy(what) ? legacy : Legacy.LIVE;
        this.plan = plan.of(what);
        this.what = what;
        this.asOf = asOf;
        this.work = work;
        this.progress = progress;
        this.budget = budget;
    }

    /**
     * What a run has established.
     *
     * @param findings ranked exceptions, to be read before this is closed
     * @param evolved what staff have rightly done, likewise
     * @param contacts whom to phone about a job
     */
    public record Result(
            RunHeader header, Findings findings, EvolvedRows evolved, ContactBook contacts, Optional<SpillFolder> files)
            implements AutoCloseable {
        /** Ends the contacts' connection and removes the files. */
        @Override
        public void close() {
            contacts.close();
            files.ifPresent(SpillFolder::closeQuietly);
        }
    }

    /**
     * Runs one reconciliation of a plan.
     *
     * @param asOf the instant, in the plan's zone, for which the run speaks
     * @param work where spill files and the history go
     * @return always a result; with verdict UNKNOWN where a side could not be read, was empty, or the books do not balance
     */
    public static Result run(Plan plan, ReconciliationPlan what, LocalDateTime asOf, Path work, Progress progress) {
        return run(plan, what, Legacy.LIVE, asOf, work, progress);
    }

    /** As above, with legacy's rows from legacy itself or from its seal. */
    public static Result run(
            Plan plan, ReconciliationPlan what, Legacy legacy, LocalDateTime asOf, Path work, Progress progress) {
        return run(plan, what, legacy, asOf, work, progress, Optional.empty());
    }

    /** As above; where a time is given, exceptions are told only if they are still there when it is over. */
    public static Result run(
            Plan plan,
            ReconciliationPlan what,
            Legacy legacy,
            LocalDateTime asOf,
            Path work,
            Progress progress,
            Optional<Settling> settling) {
        return new Reconciliation(plan, what, legacy, asOf, work, progress, RowSorter.budgetOfHeap(), settling).run();
    }

    /** As above, in {@code budget} bytes of memory for each sorter. */
    static Result run(
            Plan plan, ReconciliationPlan what, LocalDateTime asOf, Path work, Progress progress, long budget) {
        return new Reconciliation(plan, what, Legacy.LIVE, asOf, work, progress, budget, Optional.empty()).run();
    }

    /** Compares sides that were read already, in {@code budget} bytes of memory for each sorter; {@code spill} goes with the result. */
    static Result ofSides(
            Plan plan,
            ReconciliationPlan what,
            Sides sides,
            LocalDateTime asOf,
            Path work,
            long budget,
            SpillFolder spill)
            throws IOException {
        return new Reconciliation(plan, what, Legacy.LIVE, asOf, work, Progress.NONE, budget, Optional.empty())
                .compare(sides, Optional.empty(), ContactBook.of(job -> Optional.empty()), spill);
    }

    private Result run() {
        Optional<OpenSeal> seal = Optional.empty();
        if (legacy == Legacy.SEALED) {
            try {
                seal = Optional.of(OpenSeal.newest(plan, what));
            } catch (SealUnusable e) {
                return unknown(List.of(String.valueOf(e.getMessage())), ContactBook.of(job -> Optional.empty()));
            }
        }
        ContactBook contacts = seal.map(ContactBook::of).orElseGet(() -> ContactBook.of(what.contact(), asOf));
        SpillFolder spill;
        try {
            if (!Files.isDirectory(work)) {
                Files.createDirectories(work, SpillFolder.only(plan.folder(), "rwx------"));
            }
            spill = SpillFolder.in(work.resolve("spill"));
        } catch (IOException e) {
            return unknown(
                    List.of("work folder '%s' cannot be written (%s); check its rights and the disk's space"
                            .formatted(work, e.getClass().getSimpleName())),
                    contacts);
        }
        try {
            return attempts(seal, contacts, spill);
        } catch (IOException | RuntimeException e) {
            spill.closeQuietly();
            return unknown(
                    List.of("comparing broke off: %s; check the disk's space at '%s' and run again"
                            .formatted(e.getMessage(), work)),
                    contacts);
        } catch (OutOfMemoryError e) {
            spill.closeQuietly();
            return unknown(List.of("memory ran out while comparing; give Java more with -Xmx and run again"), contacts);
        } catch (Error e) {
            spill.closeQuietly();
            contacts.close();
            throw e;
        }
    }

    /**
     * Files are compared as they are read until one proves not to be in order; then all that was found is forgotten, and that one
     * is sorted. Not where differences are left to settle: what was read first must then be kept.
     */
    private Result attempts(Optional<OpenSeal> seal, ContactBook contacts, SpillFolder spill) throws IOException {
        Set<Streamed> inOrder = settling.isPresent() ? Set.of() : EnumSet.allOf(Streamed.class);
        while (true) {
            Sides sides = SideReading.read(plan, what, seal.map(it -> it), inOrder, asOf, spill, budget, progress);
            if (!sides.whole()) {
                spill.closeQuietly();
                return unknown(sides.unknowns(), contacts);
            }
            try {
                return compare(sides, seal, contacts, spill);
            } catch (OutOfOrder e) {
                inOrder.remove(Streamed.valueOf(e.rows()));
            }
        }
    }

    private Result unknown(List<String> unknowns, ContactBook contacts) {
        Map<Population, Tally> tallies = new EnumMap<>(Population.class);
        for (Population population : Population.values()) {
            tallies.put(population, Books.nothing());
        }
        RunHeader header = header(
                Verdict.UNKNOWN,
                List.of(),
                tallies,
                Optional.empty(),
                unknowns,
                List.of(),
                List.of(),
                List.of(),
                0,
                Optional.empty());
        return new Result(header, FindingFile.none(), EvolvedRows.none(), contacts, Optional.empty());
    }

    private Result compare(Sides read, Optional<OpenSeal> seal, ContactBook contacts, SpillFolder spill)
            throws IOException {
        Pass.Means means = means(spill);
        Sides sides = read;
        Optional<Pass> last = Optional.empty();
        try (RowSorter keys = means.sorter("records in doubt")) {
            Pass pass = Pass.over(sides, means);
            last = Optional.of(pass);
            Optional<RunHeader.Settled> settled = Optional.empty();
            List<String> unknowns = new ArrayList<>();
            if (settling.isPresent() && pass.reported().rows() > 0) {
                sides.toDisk();
                pass.reported().toDisk();
                Optional<Sides> later = later(sides, settling.get(), seal, spill, unknowns);
                if (later.isPresent()) {
                    sides = Settlement.of(sides, later.get(), pass.reported(), keys);
                    Pass second = Pass.over(sides, means);
                    last = Optional.of(second);
                    settled = Optional.of(new RunHeader.Settled(
                            settling.get().after(),
                            pass.reported().rows(),
                            Settlement.dissolved(pass.reported(), second.reported(), second.accepted())));
                    pass.close();
                    pass = second;
                }
            }
            unknowns.addAll(pass.unknowns());
            return result(pass, sides, seal, settled, unknowns, contacts, spill);
        } finally {
            if (last.isPresent()) {
                last.get().close();
            }
            sides.close();
        }
    }

    /** Both sides as they are after the settling time; empty, with the reasons, where they cannot be read again. */
    private Optional<Sides> later(
            Sides first, Settling settling, Optional<OpenSeal> seal, SpillFolder spill, List<String> unknowns)
            throws IOException {
        try (Progress.Task waiting = progress.begin("letting differences settle", -1)) {
            settling.pause().last(settling.after());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            unknowns.add("the run was interrupted while differences settled; run it again");
            return Optional.empty();
        }
        Sides later = SideReading.read(plan, what, seal.map(it -> it), Set.of(), asOf, spill, budget, progress);
        List<String> wrong = new ArrayList<>(later.unknowns());
        if (later.whole() && wrong.isEmpty()) {
            wrong.addAll(Settlement.shrunk(first, later));
        }
        if (later.whole() && wrong.isEmpty()) {
            return Optional.of(later);
        }
        wrong.forEach(it -> unknowns.add("read again to let differences settle: " + it));
        later.close();
        return Optional.empty();
    }

    private Result result(
            Pass pass,
            Sides sides,
            Optional<OpenSeal> seal,
            Optional<RunHeader.Settled> settled,
            List<String> unknowns,
            ContactBook contacts,
            SpillFolder spill)
            throws IOException {
        History history = new History(work, what.slug());
        try (RowSorter next = sorter(spill, "history");
                RowSorter changed = sorter(spill, "changes of exceptions");
                RowSorter ranked = sorter(spill, "exceptions by rank");
                RowSorter explained = sorter(spill, "explained exceptions");
                SystemicCauses causes = new SystemicCauses(sorter(spill, "causes"))) {
            List<String> notes = new ArrayList<>(sides.notes());
            RowSorter reported = seal.isPresent()
                    ? pass.reported()
                    : new SinceSeal(means(spill), notes).explained(pass.reported(), sides, explained);
            history.age(reported, next, changed, it -> {
                FindingRow.write(it, Ranking.key(it, asOf, ranked.writer())).end();
                causes.add(it);
            });
            FindingFile findings;
            try (SortedRows worstFirst = ranked.sorted()) {
                findings = FindingFile.write(spill.newFile(), worstFirst);
            }
            if (seal.isPresent()) {
                notes.addAll(seal.get().notes(plan, what));
            }
            notes.addAll(pass.notes());
            notes.addAll(history.notes());
            if (unknowns.isEmpty()) {
                history.keep(run, asOf, next, changed, plan.history().keep());
            }
            RunHeader header = header(
                    Judgement.verdict(unknowns, findings.count()),
                    sides.readings(),
                    pass.tallies(),
                    pass.census(),
                    unknowns,
                    notes,
                    pass.agreed(),
                    causes.shared(),
                    findings.count(),
                    settled);
            return new Result(header, findings, pass.evolved(), contacts, Optional.of(spill));
        }
    }

    private Pass.Means means(SpillFolder spill) {
        return new Pass.Means(plan, what, asOf, work, spill, budget, progress);
    }

    private RowSorter sorter(SpillFolder spill, String of) {
        return new RowSorter(spill, of, budget);
    }

    private RunHeader header(
            Verdict verdict,
            List<String> readings,
            Map<Population, Tally> tallies,
            Optional<RunHeader.Census> census,
            List<String> unknowns,
            List<String> notes,
            List<RunHeader.Agreed> agreed,
            List<Systemic> systemic,
            long exceptions,
            Optional<RunHeader.Settled> settled) {
        return new RunHeader(
                verdict,
                run,
                asOf,
                plan.name(),
                what.name(),
                told(readings),
                tallies,
                census,
                told(unknowns),
                told(notes),
                agreed,
                systemic,
                exceptions,
                Duration.ofNanos(System.nanoTime() - began),
                what.leg().called(),
                settled);
    }

    /** Sentences about legacy and the new system, told of the sides as they are called. */
    private List<String> told(List<String> sentences) {
        return sentences.stream().map(what.leg().called()::in).toList();
    }
}
