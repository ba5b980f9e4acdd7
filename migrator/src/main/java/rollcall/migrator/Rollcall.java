package rollcall.migrator;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import rollcall.reconciler.Exits;
import rollcall.reconciler.ExplainCommand;
import rollcall.reconciler.NightlyCommand;
import rollcall.reconciler.ReconcileCommand;
import rollcall.reconciler.SealCommand;
import rollcall.reconciler.Version;

/** The program: it only lists the commands. */
@Command(
        name = "rollcall",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Moves a landlord's repairs appointments to a new system and proves that none went missing.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CodesCommand.class,
            RehearseCommand.class,
            MigrateCommand.class,
            RejectsCommand.class,
            LedgerCommand.class,
            UndoCommand.class,
            PreviewCommand.class,
            ReconcileCommand.class,
            ExplainCommand.class,
            SealCommand.class,
            NightlyCommand.class,
            CheckCommand.class
        })
public final class Rollcall {
    private Rollcall() {}

    public static void main(String... arguments) {
        System.exit(Exits.execute(Rollcall::commandLine, arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Rollcall());
    }
}
