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
import rollcall.migrator.rehearsal.RehearsalFailed;
import rollcall.migrator.rehearsal.RehearsalRefused;
import rollcall.migrator.rehearsal.Reports;
import rollcall.reconciler.Unestablished;
import rollcall.reconciler.plan.PlanFaults;

/** {@code rollcall rehearse PLAN}. */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = {
            "Rehearses the cutover: loads into a scratch target, reconciles it with legacy, and gives the verdict.",
            "Legacy and the new system are only read."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every appointment would be accounted for",
            "1:exceptions: some would be lost, bent or doubled",
            "2:wrong usage, a wrong plan, or a legacy account that may write",
            "3:it could not be established"
        })
public final class RehearseCommand implements Callable<Integer> {
    @Mixin
    private CutoverOptions cutover = new CutoverOptions();

    @Mixin
    private SourceAccount source = new SourceAccount();

    @Option(
            names = "--into",
            paramLabel = "URL",
            description = "an empty copy of the new system's schema to load into, as a JDBC URL;"
                    + " default: a copy of an H2 target in PLAN/.rollcall/rehearsal")
    private Optional<String> into = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON, too")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--csv", paramLabel = "FILE", description = "write the exceptions there as CSV, too")
    private Optional<Path> csv = Optional.empty();

    @Option(names = "--html", paramLabel = "FILE", description = "write the report there as HTML, too")
    private Optional<Path> html = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    // The work is in a class of its own: for --help neither Spring nor jOOQ is touched.
    @Override
    public Integer call() throws PlanFaults {
        try {
            return new Rehearse(
                            cutover.plan(),
                            cutover.asOf(),
                            source,
                            into,
                            new Reports(json, csv, html),
                            spec.commandLine().getOut())
                    .run();
        } catch (RehearsalRefused refused) {
            throw new ParameterException(spec.commandLine(), String.valueOf(refused.getMessage()), refused);
        } catch (RehearsalFailed | ExtractFailed | TargetUnreachable | MigrationFailed failed) {
            throw new Unestablished(String.valueOf(failed.getMessage()), failed);
        }
    }
}
