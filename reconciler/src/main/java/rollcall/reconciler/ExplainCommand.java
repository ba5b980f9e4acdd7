package rollcall.reconciler;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rollcall.reconciler.explain.Answer;
import rollcall.reconciler.explain.Life;
import rollcall.reconciler.explain.Search;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.report.ExplainJson;
import rollcall.reconciler.report.ExplainPage;
import rollcall.reconciler.sort.SpillFolder;

/** {@code explain PLAN REF}: one appointment's life on both sides. */
@Command(
        name = "explain",
        description = {
            "Tell one job's or appointment's life in order: what legacy holds of it, what the migration's ledger says became of"
                    + " it, what the new system holds now, and what each run of 'reconcile' has reported.",
            "Nothing is compared and nothing is changed. No names, phones, addresses or free text."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:found, and no exception of it is open",
            "1:found, and an exception of it is open, or it is lost and no run has told so yet",
            "2:wrong usage, or a wrong plan",
            "3:not found, or never compared, or something could not be read"
        })
public final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan's folder, which holds plan.yaml.")
    private Path folder = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "REF",
            description = "The legacy reference of an appointment or a job, an id of the new system, or a UPRN.")
    private String reference = "";

    @Option(names = "--only", paramLabel = "NAME", description = "Look into this reconciliation of the plan only.")
    private Optional<String> only = Optional.empty();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write it for machines, too; - writes it to standard output instead of the page.")
    private Optional<String> json = Optional.empty();

    @Option(
            names = "--sealed",
            description = "Read legacy's rows from the newest seal instead of legacy, which is not touched.")
    private boolean sealed;

    private final Progress progress = TerminalProgress.onStandardError();

    /** Tells it, and gives the exit code of how it stands. */
    @Override
    public Integer call() throws PlanFaults, IOException {
        if (reference.isBlank()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "REF is blank; expected a reference, an id or a UPRN");
        }
        Plan plan = PlanReader.read(folder, System.getenv());
        List<ReconciliationPlan> chosen = Chosen.of(plan, only, spec.commandLine());
        Optional<ReportFile> file = json.filter(it -> !it.equals("-")).map(it -> ReportFile.at(Path.of(it)));
        Path work = plan.workFolder();
        if (!Files.isDirectory(work)) {
            Files.createDirectories(work, SpillFolder.only(plan.folder(), "rwx------"));
        }
        LocalDateTime now = LocalDateTime.now(Clock.system(plan.zone())).truncatedTo(ChronoUnit.SECONDS);
        Answer answer = Search.find(plan, chosen, reference, sealed, plan.asOf().orElse(now), work, progress);
        PrintWriter out = spec.commandLine().getOut();
        file.ifPresent(it -> it.write(writer -> ExplainJson.write(answer, writer)));
        if (json.filter("-"::equals).isPresent()) {
            ExplainJson.write(answer, out);
            out.println();
        } else {
            ExplainPage.write(answer, out);
        }
        out.flush();
        return verdict(answer).exitCode();
    }

    private static Verdict verdict(Answer answer) {
        boolean isUnknown = answer.lives().isEmpty()
                || !answer.unknowns().isEmpty()
                || answer.lives().stream().anyMatch(it -> it.standing() == Life.Standing.NEVER_COMPARED);
        if (isUnknown) {
            return Verdict.UNKNOWN;
        }
        return answer.lives().stream()
                        .anyMatch(it ->
                                it.standing() == Life.Standing.OPEN || it.standing() == Life.Standing.NOT_TOLD_YET)
                ? Verdict.EXCEPTIONS
                : Verdict.ACCOUNTED_FOR;
    }
}
