package rollcall.reconciler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.reconciler.contact.ContactBook;
import rollcall.reconciler.evolved.EvolvedRows;
import rollcall.reconciler.finding.FindingFile;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.seal.OpenSeal;
import rollcall.reconciler.seal.SealUnusable;
import rollcall.reconciler.settle.Settling;
import rollcall.reconciler.side.SideReading.Streamed;
import rollcall.reconciler.side.Sides;
import rollcall.reconciler.sort.OutOfOrder;
import rollcall.reconciler.sort.RowSorter;
import rollcall.reconciler.sort.SpillFolder;

/**
 * Compares legacy with the new system: reads both sides, merges them, sees the rows of each job together, and ranks what is
 * left to explain. Whatever keeps it from establishing something becomes a line of an UNKNOWN verdict, never an exception.
 */
public final class Reconciliation {
    private final Plan plan;
    private final ReconciliationPlan what;
    private final LocalDateTime asOf;
    private final Path work;
    private final Progress progress;
    private final long budget;
    private final Legacy legacy;
    private final Optional<Settling> settling;
    private final Conclusion conclusion;

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
        this.conclusion = new Conclusion(this.plan, what, asOf);
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

    /** Compares sides that somebody else reads, in {@code budget} bytes of memory for each sorter; {@code spill} goes with the result. */
    static Result ofSides(
            Plan plan,
            ReconciliationPlan what,
            SettledPass.Reading sides,
            LocalDateTime asOf,
            Path work,
            long budget,
            Optional<Settling> settling,
            SpillFolder spill)
            throws IOException {
        return new Reconciliation(plan, what, Legacy.LIVE, asOf, work, Progress.NONE, budget, settling)
                .ofSides(sides, spill);
    }

    private Result ofSides(SettledPass.Reading sides, SpillFolder spill) throws IOException {
        return compare(sides.read(), means(spill, Optional.empty()), sides, ContactBook.of(job -> Optional.empty()));
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
        Pass.Means means = means(spill, seal);
        Set<Streamed> inOrder = settling.isPresent() ? Set.of() : EnumSet.allOf(Streamed.class);
        while (true) {
            Sides sides = means.read(inOrder);
            if (!sides.whole()) {
                spill.closeQuietly();
                return unknown(sides.unknowns(), contacts);
            }
            try {
                return compare(sides, means, () -> means.read(Set.of()), contacts);
            } catch (OutOfOrder e) {
                inOrder.remove(Streamed.valueOf(e.rows()));
            }
        }
    }

    private Result unknown(List<String> unknowns, ContactBook contacts) {
        return new Result(
                conclusion.unknown(unknowns), FindingFile.none(), EvolvedRows.none(), contacts, Optional.empty());
    }

    private Result compare(Sides read, Pass.Means means, SettledPass.Reading again, ContactBook contacts)
            throws IOException {
        try (SettledPass settled = SettledPass.over(read, means, settling, again)) {
            Conclusion.Concluded concluded = conclusion.of(settled, means);
            return new Result(
                    concluded.header(),
                    concluded.findings(),
                    settled.pass().evolved(),
                    contacts,
                    Optional.of(means.spill()));
        }
    }

    private Pass.Means means(SpillFolder spill, Optional<OpenSeal> seal) {
        return new Pass.Means(plan, what, asOf, work, spill, budget, progress, seal);
    }
}
