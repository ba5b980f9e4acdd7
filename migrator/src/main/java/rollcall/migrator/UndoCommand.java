package rollcall.migrator;

import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.ledger.Action;
import rollcall.migrator.ledger.RunEntry;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.reconciler.Unestablished;
import rollcall.reconciler.plan.PlanFaults;

/** {@code rollcall undo PLAN RUN}. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description = {
            "Takes out of the new system what a run has added there, unless it was changed there since: that stays,",
            "and is listed. What the run had moved or taken out stays as it is. 'rollcall ledger PLAN' shows the runs."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing of what the run has added is left",
            "1:records stay, or cannot be put back",
            "2:wrong usage, a wrong plan, no such run; or nobody has confirmed it",
            "3:it could not be done, or not be established"
        })
public final class UndoCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PLAN", description = "the plan's folder")
    private Path plan = Path.of("");

    @Parameters(index = "1", paramLabel = "RUN", description = "the run's number")
    private long run;

    @Option(names = "--dry-run", description = "do it, roll it back, and tell what it would come to")
    private boolean dry;

    @Option(names = "--yes", description = "do not ask first: for scripts")
    private boolean yes;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    // The work is in a class of its own: for --help neither Spring nor jOOQ is touched.
    @Override
    public Integer call() throws PlanFaults {
        Optional<Console> console = Optional.ofNullable(System.console());
        if (!yes && !dry && console.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "undo asks first, and there is no terminal to ask on; add --yes, or --dry-run");
        }
        try {
            return new Undo(plan, spec.commandLine().getOut())
                    .run(
                            run,
                            dry,
                            (it, doubt) ->
                                    yes || console.map(on -> ask(on, it, doubt)).orElse(false));
        } catch (TargetUnreachable | MigrationFailed failed) {
            throw new Unestablished(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static boolean ask(Console console, RunEntry run, Optional<String> doubt) {
        doubt.ifPresent(it -> console.printf("Look where this is: %s.%n", it));
        String answer = console.readLine(
                "Run %d (%s, started %s) has added %,d records to the new system. Take them out again? Type yes: ",
                run.number(), run.kind(), run.started(), run.deeds().getOrDefault(Action.ADDED, 0L));
        return "yes".equals(answer);
    }
}
