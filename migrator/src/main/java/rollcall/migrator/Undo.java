package rollcall.migrator;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiPredicate;
import rollcall.migrator.job.Migration;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.job.PlanLock;
import rollcall.migrator.job.UndoJob;
import rollcall.migrator.job.UndoReport;
import rollcall.migrator.job.UndoResult;
import rollcall.migrator.ledger.RunEntry;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.TerminalProgress;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;

/** What {@code rollcall undo} does. */
record Undo(Path folder, PrintWriter out) {

    int run(long run, boolean dry, BiPredicate<RunEntry, Optional<String>> confirmed)
            throws PlanFaults, TargetUnreachable, MigrationFailed {
        Bound<MigrationPlan> bound = PlanReader.read(folder, System.getenv(), MigrationPlan::bind);
        Plan plan = bound.plan();
        Clock clock = Clock.system(plan.zone());
        Migration migration = Migration.of(bound, "undo", Optional.empty(), clock, TerminalProgress.onStandardError());
        try (PlanLock lock = PlanLock.take(plan.workFolder(), "undo", clock)) {
            UndoResult result = new UndoJob(migration, run, dry).run(confirmed);
            UndoReport.write(result, out);
            return result.exitCode();
        }
    }
}
