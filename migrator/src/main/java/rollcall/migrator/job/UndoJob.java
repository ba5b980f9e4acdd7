package rollcall.migrator.job;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jooq.exception.DataAccessException;
import rollcall.migrator.Failpoint;
import rollcall.migrator.decision.Refusals;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Run;
import rollcall.migrator.ledger.RunEntry;
import rollcall.migrator.ledger.Written;
import rollcall.migrator.load.KindUndo;
import rollcall.migrator.load.Layouts;
import rollcall.migrator.load.LedgerHome;
import rollcall.migrator.load.SameTarget;
import rollcall.migrator.load.TargetDatabase;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.load.Unresolved;
import rollcall.reconciler.plan.PlanFaults;

/**
 * Takes back what a run has added to the new system: appointments, then contacts, then jobs, each chunk's rows and ledger
 * entries in one transaction. Run again after a stop it goes on. What somebody has changed since stays, and is told.
 */
public final class UndoJob {
    /** What hangs on a job goes before it; a contact last, for it stays with a job on which an appointment stays. */
    static final List<Kind> ORDER = List.of(Kind.APPOINTMENTS, Kind.CONTACTS, Kind.JOBS);

    private final Migration migration;
    private final long of;
    private final boolean dry;

    /**
     * Prepares it.
     *
     * @param of the run that is to be taken back
     * @param dry whether all is to be rolled back again, and only told
     */
    public UndoJob(Migration migration, long of, boolean dry) {
        this.migration = migration;
        this.of = of;
        this.dry = dry;
    }

    /**
     * Carries it out.
     *
     * @param confirmed is asked before anything is done, with the run as the ledger has it, and why this may not be the new
     *     system that it loaded into; that stops nothing by itself, for an undo is what mends a target restored from a backup
     * @throws PlanFaults if there is no such run, the plan does not say that tenants get no messages, or nobody confirmed it;
     *     nothing is done
     * @throws TargetUnreachable if the target could not be opened
     * @throws MigrationFailed if nothing was ever migrated, or it stopped on its way
     */
    public UndoResult run(BiPredicate<RunEntry, Optional<String>> confirmed)
            throws PlanFaults, TargetUnreachable, MigrationFailed {
        List<String> refusals = Refusals.silence(migration.plan().messages());
        if (!refusals.isEmpty() && !dry) {
            throw new PlanFaults(refusals);
        }
        try (TargetDatabase target = TargetDatabase.open(migration.target());
                LedgerHome home = LedgerHome.of(target, migration.ledger());
                TargetLock lock = TargetLock.take(target, home)) {
            Ledger ledger = RejectsJob.ledger(home, migration);
            lock.hold(ledger, "undo", migration.clock());
            RunEntry undone = find(ledger.runs());
            Layouts layouts = Layouts.find(target, migration.parts().load());
            Optional<String> doubt = new SameTarget(target, ledger, layouts).doubt(of);
            if (!dry && !confirmed.test(undone, doubt)) {
                throw new PlanFaults(List.of("nothing was undone: it was not confirmed with 'yes'"));
            }
            if (!dry) {
                Unresolved.resolve(target, ledger, ledger.begin(particulars(undone)), layouts);
            }
            Run run = ledger.begin(particulars(undone));
            Map<Kind, KindUndo> undos = new LinkedHashMap<>();
            Optional<Run> entering = dry ? Optional.empty() : Optional.of(run);
            ORDER.forEach(kind -> undos.put(kind, new KindUndo(kind, target, ledger, entering, layouts, of)));
            if (dry) {
                home.andBack(
                        target, () -> undos.forEach((kind, undo) -> new Pages(ledger, kind).forEachPage(undo::undo)));
            } else {
                undo(target, lock, ledger, undos);
            }
            Failpoint.reach("undo.removed");
            UndoResult result = UndoResult.of(undone, doubt, undos, ledger.balance(), dry);
            if (!dry) {
                result.write(migration);
            }
            Failpoint.reach("undo.done");
            return result;
        } catch (DataAccessException | SQLException failed) {
            throw MigrationFailed.of(failed);
        }
    }

    private RunEntry find(List<RunEntry> runs) throws PlanFaults {
        RunEntry found = runs.stream()
                .filter(it -> it.number() == of)
                .findFirst()
                .orElseThrow(() ->
                        new PlanFaults(List.of("run %d is not in the ledger; it has %s (see: rollcall ledger PLAN)"
                                .formatted(
                                        of,
                                        runs.isEmpty()
                                                ? "no runs"
                                                : runs.stream()
                                                        .map(it -> it.number() + " (" + it.kind() + ")")
                                                        .collect(Collectors.joining(", "))))));
        if (found.undoes().isPresent()) {
            throw new PlanFaults(
                    List.of("run %d is itself an undo, of run %d; to load again what it took out, run migrate"
                            .formatted(of, found.undoes().get())));
        }
        return found;
    }

    private void undo(TargetDatabase target, TargetLock lock, Ledger ledger, Map<Kind, KindUndo> undos)
            throws MigrationFailed {
        Batch batch = new Batch(target, migration.parts().load().chunk(), () -> lock.checkInChunk(target));
        undos.forEach(
                (kind, undo) -> batch.step("undo-" + kind.word(), new Pages(ledger, kind), chunk -> undo.undo(chunk)));
        batch.run("undo");
    }

    private Run.Particulars particulars(RunEntry undone) throws MigrationFailed {
        return new Run.Particulars(
                "undo",
                LocalDateTime.now(migration.clock()).truncatedTo(ChronoUnit.SECONDS),
                undone.asOf(),
                undone.extract(),
                PlanDigest.of(migration.plan().folder()),
                Tool.NAME,
                Optional.empty(),
                Optional.of(of),
                Optional.empty());
    }

    /** What the run has written, a page at a time. */
    private final class Pages implements Iterator<Written> {
        private static final int PAGE = 1000;

        private final Ledger ledger;
        private final Kind kind;
        private final Deque<Written> page = new ArrayDeque<>();
        private Optional<Identity> last = Optional.empty();
        private boolean ended;

        Pages(Ledger ledger, Kind kind) {
            this.ledger = ledger;
            this.kind = kind;
        }

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && !ended) {
                page.addAll(ledger.writtenBy(of, kind, last, PAGE));
                ended = page.isEmpty();
            }
            return !page.isEmpty();
        }

        void forEachPage(Consumer<List<Written>> seen) {
            while (hasNext()) {
                List<Written> whole = List.copyOf(page);
                page.clear();
                last = Optional.of(whole.get(whole.size() - 1).identity());
                seen.accept(whole);
            }
        }

        @Override
        public Written next() {
            Written next = page.removeFirst();
            last = Optional.of(next.identity());
            return next;
        }
    }
}
