package rollcall.migrator;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rollcall.migrator.extract.ExtractFailed;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.migrator.preview.Choice;
import rollcall.reconciler.Unestablished;
import rollcall.reconciler.plan.PlanFaults;

/** {@code rollcall preview PLAN}. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = {
            "Shows rows before and after the rules, side by side, and what each rule does to them.",
            "Legacy is read afresh; nothing is written. What only the new system would refuse is not seen,"
                    + " nor what is loaded there already."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:rows are shown",
            "2:wrong usage, a wrong plan, or no such reference",
            "3:legacy or the new system could not be read"
        })
public final class PreviewCommand implements Callable<Integer> {
    @Mixin
    private CutoverOptions cutover = new CutoverOptions();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "REF",
            description = "an appointment's or a job's legacy reference; default: rows at random")
    private Optional<String> reference = Optional.empty();

    @Option(names = "-n", paramLabel = "ROWS", description = "how many rows; default: 20")
    private int rows = 20;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "choose the same rows again")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--worst", description = "the rejected first, then those of which the rules change most")
    private boolean worst;

    @Option(names = "--sealed-extract", description = "take the rows from the newest sealed extract, not from legacy")
    private boolean sealed;

    @Option(names = "--show-personal", description = "show names, phones and free text, too")
    private boolean personal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    // The work is in a class of its own: for --help neither Spring nor jOOQ is touched.
    @Override
    public Integer call() throws PlanFaults {
        if (rows < 1) {
            throw new ParameterException(spec.commandLine(), "-n %d is less than one row".formatted(rows));
        }
        if (reference.isPresent() && (worst || seed.isPresent())) {
            throw new ParameterException(spec.commandLine(), "REF goes with neither --worst nor --seed");
        }
        long chosenSeed = seed.orElseGet(PreviewCommand::anySeed);
        Choice choice = reference
                .<Choice>map(Choice.Of::new)
                .orElse(worst ? new Choice.Worst(rows) : new Choice.AtRandom(rows, chosenSeed));
        try {
            int shown = new PreviewRows(
                            cutover.plan(),
                            cutover.asOf(),
                            sealed,
                            personal,
                            spec.commandLine().getOut())
                    .show(choice);
            if (shown == 0 && reference.isPresent()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "reference \"%s\" is in no extract; write it as legacy does, leading zeros and all"
                                .formatted(reference.get()));
            }
            return 0;
        } catch (ExtractFailed | TargetUnreachable | MigrationFailed | IOException failed) {
            throw new Unestablished(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static long anySeed() {
        return Math.abs(System.nanoTime() % 1_000_000);
    }
}
