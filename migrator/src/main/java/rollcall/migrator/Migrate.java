package rollcall.migrator;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.job.BalanceReport;
import rollcall.migrator.job.Migration;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.job.MigrationJob;
import rollcall.migrator.job.MigrationResult;
import rollcall.migrator.job.PlanLock;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.TerminalProgress;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;

/** What {@code rollcall migrate} does. */
record Migrate(Path folder, Optional<LocalDateTime> asOf, SourceAccount source, PrintWriter out) {

    int run() throws PlanFaults, ExtractFailed, TargetUnreachable, MigrationFailed {
        Bound<MigrationPlan> bound = PlanReader.read(folder, System.getenv(), MigrationPlan::bind);
        Plan plan = bound.plan();
        Clock clock = Clock.system(plan.zone());
        try (PlanLock lock = PlanLock.take(plan.workFolder(), "migrate", clock)) {
            source.require(plan, bound.part());
            MigrationResult result = new MigrationJob(new Migration(
                            plan,
                            bound.part(),
                            Optional.ofNullable(
                                            plan.connections().get(bound.part().target()))
                                    .orElseThrow(),
                            "migrate",
                            asOf(plan, asOf, clock),
                            clock,
                            TerminalProgress.onStandardError()))
                    .run();
            BalanceReport.write(result, out);
            return result.exitCode();
        }
    }

    static LocalDateTime asOf(Plan plan, Optional<LocalDateTime> given, Clock clock) {
        return given.or(plan::asOf).orElseGet(() -> LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES));
    }
}
