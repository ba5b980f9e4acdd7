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
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.migrator.rehearsal.Rehearsal;
import rollcall.migrator.rehearsal.RehearsalFailed;
import rollcall.migrator.rehearsal.RehearsalRefused;
import rollcall.migrator.rehearsal.Reports;
import rollcall.reconciler.TerminalProgress;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;

/** What {@code rollcall rehearse} does. */
record Rehearse(
        Path folder,
        Optional<LocalDateTime> asOf,
        SourceAccount source,
        Optional<String> into,
        Reports reports,
        PrintWriter out) {

    int run() throws PlanFaults, RehearsalRefused, RehearsalFailed, ExtractFailed, TargetUnreachable, MigrationFailed {
        Bound<MigrationPlan> bound = PlanReader.read(folder, System.getenv(), MigrationPlan::bind);
        Plan plan = bound.plan();
        Clock clock = Clock.system(plan.zone());
        try (PlanLock lock = PlanLock.take(plan.workFolder(), "rehearse", clock)) {
            source.require(plan, bound.part());
            return new Rehearsal(
                            plan,
                            bound.part(),
                            into,
                            Migration.asOf(plan, asOf, clock),
                            clock,
                            reports,
                            TerminalProgress.onStandardError(),
                            out)
                    .hold();
        }
    }
}
