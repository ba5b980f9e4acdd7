package rollcall.reconciler;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.agree.Agreements;
import rollcall.reconciler.cause.NeverExtracted;
import rollcall.reconciler.cause.Spelling;
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
import rollcall.reconciler.evolved.Evolution;
import rollcall.reconciler.evolved.EvolvedBook;
import rollcall.reconciler.evolved.EvolvedRows;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.history.History;
import rollcall.reconciler.near.KeyChanges;
import rollcall.reconciler.near.NearMatches;
import rollcall.reconciler.plan.EvolvedPlan;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.seal.OpenSeal;
import rollcall.reconciler.side.SideReading;
import rollcall.reconciler.side.SideReading.Streamed;
import rollcall.reconciler.side.Sides;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SpillFolder;

/**
 * One comparison of what was read, and what is left of it to explain. It leaves nothing for the next run to find, so that it
 * can be done again.
 *
 * @param reported the exceptions, as {@link History#add} writes them, accepted ones left out
 * @param accepted those that are left out there, likewise
 * @param evolved what staff have rightly done
 * @param unknowns why nothing may be said; empty if something may
 * @param notes what changes no verdict
 */
record Pass(
        Map<Population, Tally> tallies,
        Optional<RunHeader.Census> census,
        List<RunHeader.Agreed> agreed,
        RowSorter reported,
        RowSorter accepted,
        EvolvedRows evolved,
        List<String> unknowns,
        List<String> notes)
        implements AutoCloseable {

    /**
     * What a pass works with.
     *
     * @param seal from which legacy's rows come, where not from legacy itself
     */
    record Means(
            Plan plan,
            ReconciliationPlan what,
            LocalDateTime asOf,
            Path work,
            SpillFolder spill,
            long budget,
            Progress progress,
            Optional<OpenSeal> seal) {
        RowSorter sorter(String of) {
            return new RowSorter(spill, of, budget);
        }

        /**
         * Reads both sides.
         *
         * @param inOrder what may be compared as it is read
         */
        Sides read(Set<Streamed> inOrder) throws IOException {
            return SideReading.read(plan, what, seal.map(it -> it), inOrder, asOf, spill, budget, progress);
        }
    }

    /** Compares; the sides stay open, and are read from their beginnings. */
    static Pass over(Sides sides, Means means) throws IOException {
        RowSorter reported = means.sorter("exceptions by reference");
        RowSorter accepted = means.sorter("accepted exceptions");
        try {
            return over(sides, means, reported, accepted);
        } catch (IOException | RuntimeException | Error broken) {
            reported.close();
            accepted.close();
            throw broken;
        }
    }

    private static Pass over(Sides sides, Means means, RowSorter reported, RowSorter accepted) throws IOException {
        ReconciliationPlan what = means.what();
        LocalDateTime asOf = means.asOf();
        Acceptance acceptance = new Acceptance(means.plan().accepted(), asOf.toLocalDate());
        NeverExtracted neverExtracted = new NeverExtracted();
        try (JobRows jobs = new JobRows(means.sorter("jobs"));
                NearMatches near = new NearMatches(means::sorter, jobs::found);
                KeyChanges exceptions = new KeyChanges(
                        means.sorter("changed references"),
                        new Spelling(!what.source().key().isNone()),
                        near::found);
                NamedRows byId = new NamedRows(means.sorter("ledger by id"), means.sorter("rows claimed twice"));
                Strangers strangers = new Strangers(
                        means.sorter("rows unaccounted for"),
                        sides.ledger().map(any -> byId),
                        it -> exceptions.found(it, false));
                Diaries diaries = new Diaries(means.sorter("diaries"));
                EvolvedBook evolved = new EvolvedBook(
                        means.sorter("evolved"),
                        means.sorter("cancellations"),
                        what.evolved().map(EvolvedPlan::burst).orElse(EvolvedPlan.BURST));
                UnreadKeys unread = new UnreadKeys(means.work().resolve("unread-" + what.slug() + ".csv"));
                RowSorter later = means.sorter("told later");
                RowSorter once = means.sorter("told once");
                SinceSeal since =
                        new SinceSeal(means, it -> History.add(it, acceptance.accepts(it) ? accepted : reported))) {
            if (sides.ledger().isPresent()) {
                byId.turn(sides.ledger().get(), means.progress());
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
                            means.plan().zone(),
                            what.evolved().map(Evolution::new),
                            new Agreements(what.agreed()),
                            sides.lastExtract(),
                            means.plan().scope()),
                    means.progress());
            unread.keep();
            evolved.finish(new Ended(exceptions, jobs));
            sides.toDisk();
            strangers.finish();
            exceptions.finish();
            near.finish();
            diaries.finish(jobs, sides.ruled());
            JobGroups groups = new JobGroups(
                    sides.ruled(),
                    hasJobs(books),
                    asOf,
                    acceptance::mayHold,
                    later,
                    once,
                    it -> since.found(neverExtracted.explained(it)));
            neverExtracted.count(sides.source());
            groups.read(jobs, sides.source());
            since.finish(sides);
            List<String> notes = new ArrayList<>(Judgement.notes(books));
            notes.addAll(since.notes());
            notes.addAll(acceptance.notes());
            return new Pass(
                    tallies(books, evolved, groups, acceptance),
                    books.census(),
                    books.agreed(),
                    reported,
                    accepted,
                    evolved.keep(means.spill().newFile()),
                    Judgement.unknowns(sides, books),
                    notes);
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

    private static boolean hasJobs(Books books) {
        return books.tallies().getOrDefault(Population.JOBS, Books.nothing()).target() > 0;
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
                                evolved.madeInBulk(population),
                                groups.told(population, ExceptionClass.INCONSISTENT),
                                groups.told(population, ExceptionClass.CLAIM),
                                acceptance.count(population))));
        return tallies;
    }

    @Override
    public void close() throws IOException {
        reported.close();
        accepted.close();
    }
}
