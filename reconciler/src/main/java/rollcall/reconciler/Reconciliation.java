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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.agree.Agreements;
import rollcall.reconciler.cause.NeverExtracted;
import rollcall.reconciler.cause.SystemicCauses;
import rollcall.reconciler.claim.NamedRows;
import rollcall.reconciler.claim.Strangers;
import rollcall.reconciler.compare.Books;
import rollcall.reconciler.compare.Comparison;
import rollcall.reconciler.compare.Terms;
import rollcall.reconciler.compare.UnreadKeys;
import rollcall.reconciler.consistency.Diaries;
import rollcall.reconciler.consistency.JobGroups;
import rollcall.reconciler.consistency.JobRows;
import rollcall.reconciler.consistency.Together;
import rollcall.reconciler.contact.ContactBook;
import rollcall.reconciler.evolved.Evolution;
import rollcall.reconciler.evolved.EvolvedBook;
import rollcall.reconciler.evolved.EvolvedRows;
import rollcall.reconciler.finding.Finding;
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
import rollcall.reconciler.near.KeyChanges;
import rollcall.reconciler.near.NearMatches;
import rollcall.reconciler.plan.EvolvedPlan;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.seal.OpenSeal;
import rollcall.reconciler.seal.SealUnusable;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.SideReading;
import rollcall.reconciler.side.Sides;
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
    private final long began = System.nanoTime();
    private final String run = RUN.format(LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC));

    /** Where legacy's rows come from. */
    public enum Legacy {
        /** From legacy itself. */
        LIVE,
        /** From the newest seal; legacy is not touched. */
        SEALED
    }

    private Reconciliation(
            Plan plan,
            ReconciliationPlan what,
            Legacy legacy,
            LocalDateTime asOf,
            Path work,
            Progress progress,
            long budget) {
        this.legacy = legacy;
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
        return new Reconciliation(plan, what, legacy, asOf, work, progress, RowSorter.budgetOfHeap()).run();
    }

    /** As above, in {@code budget} bytes of memory for each sorter. */
    static Result run(
            Plan plan, ReconciliationPlan what, LocalDateTime asOf, Path work, Progress progress, long budget) {
        return new Reconciliation(plan, what, Legacy.LIVE, asOf, work, progress, budget).run();
    }

    /** Compares sides that were read already; {@code spill} goes with the result. */
    static Result ofSides(
            Plan plan, ReconciliationPlan what, Sides sides, LocalDateTime asOf, Path work, SpillFolder spill)
            throws IOException {
        return new Reconciliation(plan, what, Legacy.LIVE, asOf, work, Progress.NONE, RowSorter.budgetOfHeap())
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
            Sides sides = SideReading.read(plan, what, seal.map(it -> it), asOf, spill, budget, progress);
            if (sides.whole()) {
                return compare(sides, seal, contacts, spill);
            }
            spill.closeQuietly();
            return unknown(sides.unknowns(), contacts);
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

    private Result unknown(List<String> unknowns, ContactBook contacts) {
        Map<Population, Tally> tallies = new EnumMap<>(Population.class);
        for (Population population : Population.values()) {
            tallies.put(population, Books.nothing());
        }
        RunHeader header = header(
                Verdict.UNKNOWN, List.of(), tallies, Optional.empty(), unknowns, List.of(), List.of(), List.of(), 0);
        return new Result(header, FindingFile.none(), EvolvedRows.none(), contacts, Optional.empty());
    }

    private Result compare(Sides sides, Optional<OpenSeal> seal, ContactBook contacts, SpillFolder spill)
            throws IOException {
        Acceptance acceptance = new Acceptance(plan.accepted(), asOf.toLocalDate());
        History history = new History(work, what.slug());
        NeverExtracted neverExtracted = new NeverExtracted();
        try (sides;
                JobRows jobs = new JobRows(sorter(spill, "jobs"));
                NearMatches near = new NearMatches(it -> sorter(spill, it), jobs::found);
                KeyChanges exceptions = new KeyChanges(sorter(spill, "changed references"), near::found);
                NamedRows byId = new NamedRows(sorter(spill, "ledger by id"), sorter(spill, "rows claimed twice"));
                Strangers strangers = new Strangers(
                        sorter(spill, "rows unaccounted for"),
                        sides.ledger().map(any -> byId),
                        it -> exceptions.found(it, false));
                Diaries diaries = new Diaries(sorter(spill, "diaries"));
                EvolvedBook evolved = new EvolvedBook(
                        sorter(spill, "evolved"),
                        sorter(spill, "cancellations"),
                        what.evolved().map(EvolvedPlan::burst).orElse(EvolvedPlan.BURST));
                UnreadKeys unread = new UnreadKeys(work.resolve("unread-" + what.slug() + ".csv"));
                RowSorter later = sorter(spill, "told later");
                RowSorter reported = sorter(spill, "exceptions by reference");
                RowSorter next = sorter(spill, "history");
                RowSorter changed = sorter(spill, "changes of exceptions");
                RowSorter ranked = sorter(spill, "exceptions by rank");
                SystemicCauses causes = new SystemicCauses(sorter(spill, "causes"))) {
            if (sides.ledger().isPresent()) {
                byId.turn(sides.ledger().get(), progress);
            }
            Books books = Comparison.run(
                    sides,
                    sides.ledger().map(any -> byId),
                    new Comparison.Takers(
                            jobs,
                            new Together(jobs, diaries, sides.ruled()),
                            exceptions,
                            neverExtracted,
                            near,
                            strangers,
                            evolved,
                            unread),
                    new Terms(
                            asOf,
                            plan.zone(),
                            what.evolved().map(Evolution::new),
                            new Agreements(what.agreed()),
                            sides.lastCredit(),
                            plan.scope()),
                    progress);
            evolved.finish(new Ended(exceptions, jobs));
            sides.toDisk();
            strangers.finish();
            exceptions.finish();
            near.finish();
            diaries.finish(jobs, sides.ruled());
            JobGroups groups =
                    new JobGroups(sides.ruled(), hasJobs(sides, books), asOf, acceptance::holds, later, it -> {
                        if (!acceptance.accepts(it)) {
                            History.add(neverExtracted.explained(it), reported);
                        }
                    });
            neverExtracted.count(sides.source());
            groups.read(jobs, sides.source());
            history.age(reported, next, changed, it -> {
                FindingRow.write(it, Ranking.key(it, asOf, ranked.writer())).end();
                causes.add(it);
            });
            FindingFile findings;
            try (SortedRows worstFirst = ranked.sorted()) {
                findings = FindingFile.write(spill.newFile(), worstFirst);
            }
            List<String> unknowns = Judgement.unknowns(sides, books);
            List<String> notes = new ArrayList<>(sides.notes());
            if (seal.isPresent()) {
                notes.addAll(seal.get().notes(plan, what));
            }
            notes.addAll(Judgement.notes(books));
            notes.addAll(acceptance.notes());
            notes.addAll(history.notes());
            if (unknowns.isEmpty()) {
                history.keep(run, asOf, next, changed, plan.history().keep());
            }
            RunHeader header = header(
                    Judgement.verdict(unknowns, findings.count()),
                    sides.readings(),
                    tallies(books, evolved, groups, acceptance),
                    books.census(),
                    unknowns,
                    notes,
                    books.agreed(),
                    causes.shared(),
                    findings.count());
            return new Result(header, findings, evolved.keep(spill.newFile()), contacts, Optional.of(spill));
        }
    }

    /** Where cancellations go once it is known whether they were too many at once. */
    private record Ended(KeyChanges exceptions, JobRows jobs) implements EvolvedBook.Cancellations {
        @Override
        public void inBulk(Finding finding, boolean isMoved) throws IOException {
            exceptions.found(finding, isMoved);
        }

        @Override
        public void rightly(Finding finding, boolean isMoved) throws IOException {
            if (isMoved && finding.population() == Population.APPOINTMENTS) {
                jobs.endedByStaff(finding.job(), finding.reference());
            }
        }
    }

    private RowSorter sorter(SpillFolder spill, String of) {
        return new RowSorter(spill, of, budget);
    }

    private static boolean hasJobs(Sides sides, Books books) {
        return sides.columns().contains(Column.JOB)
                && books.tallies()
                                .getOrDefault(Population.JOBS, Books.nothing())
                                .target()
                        > 0;
    }

    private static Map<Population, Tally> tallies(
            Books books, EvolvedBook evolved, JobGroups groups, Acceptance acceptance) {
        Map<Population, Tally> tallies = new EnumMap<>(Population.class);
        books.tallies()
                .forEach((population, tally) -> tallies.put(
                        population,
                        Books.with(
                                tally,
                                evolved.inBulk(population),
                                groups.inconsistent(population),
                                acceptance.count(population))));
        return tallies;
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
            long exceptions) {
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
                what.leg().called());
    }

    /** Sentences about legacy and the new system, told of the sides as they are called. */
    private List<String> told(List<String> sentences) {
        return sentences.stream().map(what.leg().called()::in).toList();
    }
}
