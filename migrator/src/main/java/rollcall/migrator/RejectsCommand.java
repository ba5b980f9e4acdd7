package rollcall.migrator;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.reconciler.Unestablished;
import rollcall.reconciler.plan.PlanFaults;

/** {@code rollcall rejects PLAN}. */
@Command(
        name = "rejects",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what is rejected and why, and writes it into workbooks (and CSV) in PLAN/.rollcall/rejects.",
            "With --replay, loads a corrected workbook or CSV file: keys must be as they were."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is rejected, or each rejected record is accepted by name",
            "1:records are rejected",
            "2:wrong usage, a wrong plan, or a file that does not fit; nothing is loaded",
            "3:it could not be done, or not be established"
        })
public final class RejectsCommand implements Callable<Integer> {
    @Mixin
    private CutoverOptions cutover = new CutoverOptions();

    @Option(names = "--replay", paramLabel = "FILE", description = "load this corrected file, .xlsx or .csv")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--dry-run", description = "with --replay: only tell what would happen")
    private boolean dry;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    // The work is in a class of its own: for --help neither Spring nor jOOQ is touched.
    @Override
    public Integer call() throws PlanFaults {
        if (dry && file.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--dry-run goes with --replay FILE");
        }
        try {
            return new Rejects(
                            cutover.plan(), cutover.asOf(), spec.commandLine().getOut())
                    .run(file, dry);
        } catch (ExtractFailed | TargetUnreachable | MigrationFailed failed) {
            throw new Unestablished(String.valueOf(failed.getMessage()), failed);
        }
    }
}
