package rollcall.migrator;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rollcall.migrator.job.MigrationFailed;
import rollcall.migrator.load.TargetUnreachable;
import rollcall.reconciler.Unestablished;
import rollcall.reconciler.plan.PlanFaults;

/** {@code rollcall ledger PLAN}. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the runs, and the trial balance: what was extracted and what became of it, by kind of record,",
            "contractor, trade and day of appointment."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the books balance; nothing is rejected, or each rejected record is accepted by name",
            "1:the books balance; records are rejected",
            "2:wrong usage, or a wrong plan",
            "3:the books do not balance, or cannot be read"
        })
public final class LedgerCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PLAN", description = "the plan's folder")
    private Path plan = Path.of("");

    @Option(names = "--to", paramLabel = "FILE", description = "write every sum into this file, too: .csv or .xlsx")
    private Optional<Path> file = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    // The work is in a class of its own: for --help neither Spring nor jOOQ is touched.
    @Override
    public Integer call() throws PlanFaults {
        String name = file.map(it -> it.toString().toLowerCase(Locale.ROOT)).orElse(".csv");
        if (!name.endsWith(".csv") && !name.endsWith(".xlsx")) {
            throw new ParameterException(spec.commandLine(), "--to " + file.get() + ": expected a file .csv or .xlsx");
        }
        try {
            return new LedgerView(plan, spec.commandLine().getOut()).run(file);
        } catch (TargetUnreachable | MigrationFailed failed) {
            throw new Unestablished(String.valueOf(failed.getMessage()), failed);
        }
    }
}
