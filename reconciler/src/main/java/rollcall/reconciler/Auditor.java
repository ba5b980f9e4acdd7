package rollcall.reconciler;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The reconciler alone, for an auditor who runs nothing of the migrator. */
@Command(
        name = "auditor",
        description = "Check a plan, and compare both systems.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            CheckCommand.class,
            ReconcileCommand.class,
            SealCommand.class,
            NightlyCommand.class,
            ExplainCommand.class
        })
public final class Auditor {
    public static void main(String... arguments) {
        System.exit(Exits.execute(() -> new CommandLine(new Auditor()), arguments));
    }
}
