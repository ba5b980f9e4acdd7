package rollcall.reconciler;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rollcall.reconciler.Reconciliation.Legacy;
import rollcall.reconciler.mail.Mailer;
import rollcall.reconciler.plan.PlanFaults;

/** {@code nightly PLAN}: reconciles, writes the files and sends one mail, unattended. */
@Command(
        name = "nightly",
        description = {
            "Reconcile all that the plan compares, write page, phone list and result into the folder that the plan names,"
                    + " and send one mail, also when all is well and when it could not run.",
            "For cron: judged by its exit code and its mail."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:accounted for, and the mail is sent",
            "1:exceptions: the mail says whom to phone first",
            "2:wrong usage, or a wrong plan; the mail says so where its part can be read",
            "3:unknown: it could not be established, or the mail could not be sent"
        })
public final class NightlyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PLAN", description = "The plan's folder, which holds plan.yaml.")
    private Path folder = Path.of("");

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "The instant for which the reports speak. Default: now; the plan's as-of is the cutover's.")
    private Optional<LocalDateTime> asOf = Optional.empty();

    @Option(
            names = "--sealed",
            description = "Read legacy's rows from the newest seal instead of legacy, which is not touched.")
    private boolean sealed;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            description =
                    "Read both sides again after this time, for example 2m, and tell only the exceptions that are still"
                            + " there. Default: what the plan says under nightly: settle.")
    private Optional<String> settle = Optional.empty();

    /** Gives the exit code of the worst verdict. */
    @Override
    public Integer call() throws PlanFaults {
        return new Nightly(
                        folder,
                        System.getenv(),
                        sealed ? Legacy.SEALED : Legacy.LIVE,
                        asOf,
                        Chosen.settling(settle, spec.commandLine()),
                        Clock.systemUTC(),
                        new Mailer(),
                        TerminalProgress.onStandardError(),
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr())
                .run();
    }
}
