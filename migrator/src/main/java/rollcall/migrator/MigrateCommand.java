package rollcall.migrator;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.reconciler.Unestablished;
import rollcall.reconciler.plan.PlanFaults;

/** {@code rollcall migrate PLAN}. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Moves legacy's jobs, appointments and contacts into the new system.",
            "Run it again to go on after a stop, or to try rejected records again once code tables are corrected;",
            "with nothing new it writes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every record has its outcome; none is rejected, or each rejected one is accepted by name",
            "1:records were rejected",
            "2:wrong usage, a wrong plan, one with something undecided, unsigned or unsaid, or a legacy account that may write",
            "3:it could not be done, or not be established"
        })
public final class MigrateCommand implements Callable<Integer> {
    @Mixin
    private CutoverOptions cutover = new CutoverOptions();

    @Mixin
    private SourceAccount source = new SourceAccount();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    // The work is in a class of its own: for --help neither Spring nor jOOQ is touched.
    @Override
    public Integer call() throws PlanFaults {
        try {
            return new Migrate(
                            cutover.plan(),
                            cutover.asOf(),
                            source,
                            spec.commandLine().getOut())
                    .run();
        } catch (ExtractFailed | TargetUnreachable | MigrationFailed failed) {
            throw new Unestablished(String.valueOf(failed.getMessage()), failed);
        }
    }
}
