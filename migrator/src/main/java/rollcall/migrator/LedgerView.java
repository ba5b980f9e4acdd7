package rollcall.migrator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import rollcall.migrator.job.LedgerListing;
import rollcall.migrator.job.LedgerReport;
import rollcall.migrator.job.Migration;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.reconciler.TerminalProgress;
import rollcall.reconciler.Unestablished;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;

/** What {@code rollcall ledger} does. */
record LedgerView(Path folder, PrintWriter out) {

    int run(Optional<Path> file) throws PlanFaults, TargetUnreachable, MigrationFailed {
        Bound<MigrationPlan> bound = PlanReader.read(folder, System.getenv(), MigrationPlan::bind);
        Plan plan = bound.plan();
        Clock clock = Clock.system(plan.zone());
        Migration migration =
                Migration.of(bound, "ledger", Optional.empty(), clock, TerminalProgress.onStandardError());
        LedgerListing listing = LedgerListing.read(migration);
        new LedgerReport(out, migration.asOf().toLocalDate()).write(listing);
        if (file.isPresent()) {
            try {
                listing.write(file.get());
            } catch (IOException failed) {
                throw new Unestablished(
                        "%s cannot be written (%s); the ledger itself is read and told above"
                                .formatted(file.get(), failed.getMessage()),
                        failed);
            }
        }
        return listing.exitCode();
    }
}
