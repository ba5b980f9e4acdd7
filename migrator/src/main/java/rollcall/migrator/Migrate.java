package rollcall.migrator;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.job.BalanceReport;
import rollcall.migrator.job.Freeze;
import rollcall.migrator.job.FreezeReport;
import rollcall.migrator.job.Migration;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.job.MigrationJob;
import rollcall.migrator.job.MigrationResult;
import rollcall.migrator.job.PlanLock;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.migrator.reject.ByHandFiles;
import rollcall.reconciler.TerminalProgress;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;

/** What {@code rollcall migrate} does. */
record Migrate(Path folder, Optional<LocalDateTime> asOf, SourceAccount source, PrintWriter out) {

    /** @param freeze whether nothing is to be written, and what somebody must key by hand is to be listed */
    int run(boolean freeze) throws PlanFaults, ExtractFailed, TargetUnreachable, MigrationFailed {
        Bound<MigrationPlan> bound = PlanReader.read(folder, System.getenv(), MigrationPlan::bind);
        Plan plan = bound.plan();
        Clock clock = Clock.system(plan.zone());
        try (PlanLock lock = PlanLock.take(plan.workFolder(), "migrate", clock)) {
            source.require(plan, bound.part());
            Migration migration = Migration.of(bound, "migrate", asOf, clock, TerminalProgress.onStandardError());
            if (freeze) {
                ByHandFiles.Written written = new Freeze(migration).run();
                FreezeReport.write(written, out);
                return written.exitCode();
            }
            MigrationResult result = new MigrationJob(migration).run();
            BalanceReport.write(result, out);
            return result.exitCode();
        }
    }
}
