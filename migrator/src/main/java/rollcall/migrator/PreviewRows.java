package rollcall.migrator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.extract.Extraction;
import rollcall.migrator.extract.SealedExtract;
import rollcall.migrator.job.Migration;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.load.Layouts;
import rollcall.migrator.load.PropertyRegister;
import rollcall.migrator.load.TargetDatabase;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.plan.MigrationPlan;
import rollcall.migrator.preview.Choice;
import rollcall.migrator.preview.Preview;
import rollcall.migrator.transform.Transformation;
import rollcall.reconciler.TerminalProgress;
import rollcall.reconciler.Unestablished;
import rollcall.reconciler.plan.Bound;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;

/** What {@code rollcall preview} does. */
record PreviewRows(Path folder, Optional<LocalDateTime> asOf, boolean sealed, boolean personal, PrintWriter out) {

    int show(Choice choice) throws PlanFaults, ExtractFailed, TargetUnreachable, MigrationFailed, IOException {
        Bound<MigrationPlan> bound = PlanReader.read(folder, System.getenv(), MigrationPlan::bind);
        Plan plan = bound.plan();
        Preview preview = new Preview(rules(plan, bound.part()), personal, out);
        LocalDateTime cutover = Migration.asOf(plan, asOf, Clock.system(plan.zone()));
        int shown;
        if (sealed) {
            SealedExtract newest = Extraction.newest(plan.workFolder())
                    .orElseThrow(() -> new ExtractFailed(
                            "nothing has been extracted yet; leave --sealed-extract out to read legacy"));
            out.printf(
                    "From the sealed extract %s, as of %s%s%n",
                    newest.folder().getFileName(), newest.asOf(), told(choice));
            shown = preview.show(newest, choice);
        } else {
            try (Extraction.Glimpse glimpse = Extraction.glimpse(
                    connection(plan, bound.part().source()),
                    bound.part().extracts(),
                    cutover,
                    plan.workFolder(),
                    TerminalProgress.onStandardError())) {
                out.printf("From legacy, as of %s%s%n", cutover, told(choice));
                shown = preview.show(glimpse.extract(), choice);
            }
        }
        out.flush();
        return shown;
    }

    private static String told(Choice choice) {
        return switch (choice) {
            case Choice.Of it -> "";
            case Choice.AtRandom it -> ", at random (--seed %d)".formatted(it.seed());
            case Choice.Worst it -> ", the worst first";
        };
    }

    /** The new system is read for its property register alone. */
    private static Transformation rules(Plan plan, MigrationPlan part) throws PlanFaults, TargetUnreachable {
        try (TargetDatabase target = TargetDatabase.open(connection(plan, part.target()))) {
            PropertyRegister properties = PropertyRegister.read(target, Layouts.find(target, part.load()));
            return Transformation.of(plan.scope(), part.codes(), properties::has);
        } catch (SQLException failed) {
            throw new Unestablished(
                    "the new system's property register cannot be read (SQL state %s)".formatted(failed.getSQLState()),
                    failed);
        }
    }

    private static DatabaseConnection connection(Plan plan, String name) {
        return Optional.ofNullable(plan.connections().get(name)).orElseThrow();
    }
}
