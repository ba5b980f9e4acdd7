package rollcall.migrator.job;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.exception.DataAccessException;
import rollcall.migrator.Ahead;
import rollcall.migrator.Failpoint;
import rollcall.migrator.decision.CodesFound;
import rollcall.migrator.decision.Refusals;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.extract.Extraction;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.extract.SealedExtract;
import rollcall.migrator.ledger.Debits;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.Run;
import rollcall.migrator.ledger.TrialBalance;
import rollcall.migrator.load.Decided;
import rollcall.migrator.load.KindLoad;
import rollcall.migrator.load.Layouts;
import rollcall.migrator.load.LedgerHome;
import rollcall.migrator.load.Made;
import rollcall.migrator.load.PropertyRegister;
import rollcall.migrator.load.Removals;
import rollcall.migrator.load.SameTarget;
import rollcall.migrator.load.TargetDatabase;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.load.Unresolved;
import rollcall.migrator.transform.Transformation;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.PlanFaults;

/**
 * The migration: extract and seal, debit every identity, then jobs, appointments and contacts in chunks, each chunk's rows
 * and credits in one transaction. Run again after a stop it goes on where the ledger shows that it stopped; run again with
 * nothing new it writes nothing.
 */
public final class MigrationJob {
    private final Migration migration;

    public MigrationJob(Migration migration) {
        this.migration = migration;
    }

    /**
     * Carries the migration out.
     *
     * @throws PlanFaults if the plan does not fit the target; and, but for a rehearsal, all that is undecided, unsigned or
     *     unsaid in it, before anything is written to the target
     * @throws ExtractFailed if legacy could not be read whole; the target was not touched
     * @throws TargetUnreachable if the target could not be opened
     * @throws MigrationFailed if the load stopped on its way
     */
    public MigrationResult run() throws PlanFaults, ExtractFailed, TargetUnreachable, MigrationFailed {
        Transformation kinds =
                Transformation.of(migration.plan().scope(), migration.parts().codes(), any -> true);
        CodesFound codes = new CodesFound(kinds::isMoved);
        SealedExtract extract = extract(codes);
        List<String> refusals = Refusals.of(migration.plan(), migration.parts().decisions(), codes);
        if (!refusals.isEmpty() && !migration.isRehearsal()) {
            throw new PlanFaults(refusals);
        }
        Failpoint.reach("extract.sealed");
        try (TargetDatabase target = TargetDatabase.open(migration.target());
                LedgerHome home = LedgerHome.of(target, migration.ledger());
                TargetLock lock = TargetLock.take(target, home)) {
            Layouts layouts = Layouts.find(target, migration.parts().load());
            Ledger ledger = home.open(migration.clock());
            lock.hold(ledger, migration.command(), migration.clock());
            Failpoint.reach("ledger.created");
            MigrationFailed.throwIf(SameLegacy.fault(
                    ledger, SameLegacy.name(legacy()), migration.parts().movedFrom()));
            Run.Particulars particulars = particulars(extract);
            Unresolved.resolve(target, ledger, ledger.begin(particulars), layouts);
            MigrationFailed.throwIf(new SameTarget(target, ledger, layouts).fault());
            Run run = ledger.begin(particulars);
            Debits.Found found = debit(home, lock, new Debits(ledger, run), extract);
            long adopted = load(target, lock, ledger, run, layouts, extract);
            Failpoint.reach("loaded");
            TrialBalance balance = ledger.balance();
            MigrationResult result = new MigrationResult(
                    extract,
                    found,
                    adopted,
                    balance,
                    Rejections.of(
                            balance.rejected(),
                            migration.plan(),
                            migration.asOf().toLocalDate()),
                    RejectsJob.write(migration, extract, new Books(target, ledger, layouts), balance),
                    CatchUp.write(migration, ledger, run),
                    refusals);
            Failpoint.reach("done");
            return result;
        } catch (DataAccessException | SQLException failed) {
            throw MigrationFailed.of(failed);
        }
    }

    private SealedExtract extract(CodesFound codes) throws ExtractFailed {
        return Extraction.extract(
                legacy(),
                migration.parts().extracts(),
                migration.asOf(),
                migration.plan().workFolder(),
                migration.progress(),
                codes);
    }

    private DatabaseConnection legacy() {
        return Optional.ofNullable(
                        migration.plan().connections().get(migration.parts().source()))
                .orElseThrow();
    }

    private Run.Particulars particulars(SealedExtract extract) throws MigrationFailed {
        return new Run.Particulars(
                migration.command(),
                LocalDateTime.now(migration.clock()).truncatedTo(ChronoUnit.SECONDS),
                migration.asOf(),
                extract.sha256(),
                PlanDigest.of(migration.plan().folder()),
                Tool.NAME,
                SameLegacy.name(legacy()));
    }

    private Debits.Found debit(LedgerHome home, TargetLock lock, Debits debits, SealedExtract extract) {
        Debits.Found found = home.database().inTransaction(() -> {
            lock.check();
            Debits.Found sum = Debits.Found.NOTHING;
            for (Kind kind : Kind.values()) {
                sum = sum.plus(debits.enter(kind, () -> extract.rows(kind).stream()));
                Failpoint.reach("debits." + kind.word());
            }
            Failpoint.reach("debits.before-commit");
            return sum;
        });
        Failpoint.reach("debits.after-commit");
        return found;
    }

    private long load(
            TargetDatabase target, TargetLock lock, Ledger ledger, Run run, Layouts layouts, SealedExtract extract)
            throws MigrationFailed {
        PropertyRegister properties = PropertyRegister.read(target, layouts);
        Transformation rules =
                Transformation.of(migration.plan().scope(), migration.parts().codes(), properties::has);
        int size = migration.parts().load().chunk();
        Batch batch = new Batch(target, size, () -> lock.checkInChunk(target));
        List<KindLoad> loads = new ArrayList<>();
        List<Ahead<LegacyRow, Made>> ahead = new ArrayList<>();
        try (Progress.Task task = migration.progress().begin("loading", rows(extract))) {
            for (Kind kind : Kind.values()) {
                KindLoad load = new KindLoad(kind, target, ledger, run, layouts, properties, migration.clock());
                loads.add(load);
                Ahead<LegacyRow, Made> made = new Ahead<>(
                        extract.rows(kind).stream(),
                        rows -> load.make(rows.stream()
                                .map(row -> new Decided(row, rules.apply(row)))
                                .toList()),
                        size);
                ahead.add(made);
                batch.step(
                        kind.word(),
                        ledger.recognise(kind, made, it -> it.decided().row(), Made::under),
                        chunk -> {
                            load.settle(chunk);
                            task.advance(chunk.size());
                        });
            }
            Removals jobs = loads.get(Kind.JOBS.ordinal()).removals();
            UndoJob.ORDER.forEach(kind -> {
                Removals removals = loads.get(kind.ordinal()).removals();
                batch.step(
                        "out-" + kind.word(),
                        removals,
                        chunk -> removals.remove(chunk, kind == Kind.CONTACTS ? jobs.toGo() : Map.of()));
            });
            batch.run(migration.command());
        } finally {
            ahead.forEach(Ahead::close);
        }
        return loads.stream().mapToLong(KindLoad::adopted).sum();
    }

    private static long rows(SealedExtract extract) {
        return Arrays.stream(Kind.values()).mapToLong(extract::count).sum();
    }
}
