package rollcall.migrator;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.job.Migration;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.job.PlanLock;
import rollcall.migrator.job.RejectsJob;
import rollcall.migrator.job.ReplayJob;
import rollcall.migrator.job.ReplayReport;
import rollcall.migrator.job.ReplayResult;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.TerminalProgress;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;

/** What {@code rollcall rejects} does. */
record Rejects(Path folder, Optional<LocalDateTime> asOf, PrintWriter out) {

    int run(Optional<Path> replay, boolean dry) throws PlanFaults, ExtractFailed, TargetUnreachable, MigrationFailed {
        Bound<MigrationPlan> bound = PlanReader.read(folder, System.getenv(), MigrationPlan::bind);
        Plan plan = bound.plan();
        Clock clock = Clock.system(plan.zone());
        Migration migration = Migration.of(bound, "rejects", asOf, clock, TerminalProgress.onStandardError());
        try (PlanLock lock = PlanLock.take(plan.workFolder(), "rejects", clock)) {
            ReplayReport report = new ReplayReport(out);
            if (replay.isPresent()) {
                ReplayResult result = new ReplayJob(migration, replay.get(), dry).run();
                report.write(result);
                return result.exitCode();
            }
            RejectsJob.Listing listing = new RejectsJob(migration).run();
            report.write(listing);
            return listing.exitCode();
        }
    }
}
