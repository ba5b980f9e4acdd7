package rollcall.reconciler;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rollcall.reconciler.Reconciliation.Legacy;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.report.ConsoleReport;
import rollcall.reconciler.report.Contacts;
import rollcall.reconciler.report.CsvReport;
import rollcall.reconciler.report.EvolvedReport;
import rollcall.reconciler.report.HtmlReport;
import rollcall.reconciler.report.JsonReport;
import rollcall.reconciler.report.PhoneList;
import rollcall.reconciler.settle.Settling;

/** {@code reconcile PLAN}: compares both systems and says whether every appointment is accounted for. */
@Command(
        name = "reconcile",
        description = "Compare both systems and say of each job and appointment whether it is accounted for.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:accounted for: every identity was compared and nothing is left to explain",
            "1:exceptions: both sides were read whole, and somebody must act",
            "2:wrong usage, or a wrong plan",
            "3:unknown: it could not be established"
        },
        footer = {
            "",
            "Where the plan holds several reconciliations and --only names none of them, the file names of --json, --csv,"
                    + " --xlsx, --evolved and --html get the reconciliation's name: out.json becomes out-legacy-against-new.json."
        })
public final class ReconcileCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PLAN", description = "The plan's folder, which holds plan.yaml.")
    private Path folder = Path.of("");

    @Option(names = "--only", paramLabel = "NAME", description = "Run this reconciliation of the plan only.")
    private @Nullable String only;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description =
                    "The instant for which the report speaks, for example 2026-10-16T18:00. Default: the plan's, else now.")
    private @Nullable LocalDateTime asOf;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result for machines; no personal data.")
    private @Nullable Path json;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write every exception for a spreadsheet; personal data.")
    private @Nullable Path csv;

    @Option(names = "--xlsx", paramLabel = "FILE", description = "Write the phone list as a workbook; personal data.")
    private @Nullable Path xlsx;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the page for the repairs manager; personal data. Default: in PLAN/.rollcall/reports.")
    private @Nullable Path html;

    @Option(
            names = "--evolved",
            paramLabel = "FILE",
            description = "Write what staff have rightly changed or booked since go-live, as CSV; no exceptions.")
    private @Nullable Path evolved;

    @Option(
            names = "--sealed",
            description = "Read legacy's rows from the newest seal instead of legacy, which is not touched.")
    private boolean sealed;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            description =
                    "Read both sides again after this time, for example 90s or 2m, and tell only the exceptions that"
                            + " are still there: of systems in use, what is on its way looks lost.")
    private Optional<String> settle = Optional.empty();

    private final Progress progress = TerminalProgress.onStandardError();

    /** Runs the reconciliations and gives the exit code of the worst verdict. */
    @Override
    public Integer call() throws PlanFaults, IOException {
        Plan plan = PlanReader.read(folder, System.getenv());
        List<ReconciliationPlan> chosen = Chosen.of(plan, Optional.ofNullable(only), spec.commandLine());
        refuseOneFileForTwo();
        refuseFarTimes();
        Optional<Settling> settling = Chosen.settling(settle, spec.commandLine());
        LocalDateTime when =
                Optional.ofNullable(asOf).or(plan::asOf).orElseGet(() -> LocalDateTime.now(Clock.system(plan.zone())));
        List<Outputs> outputs =
                chosen.stream().map(it -> outputs(plan, it, chosen.size() > 1)).toList();
        Verdict worst = Verdict.ACCOUNTED_FOR;
        for (int index = 0; index < chosen.size(); index++) {
            if (index > 0) {
                spec.commandLine().getOut().println();
            }
            Verdict verdict = run(plan, chosen.get(index), when, settling, outputs.get(index));
            worst = verdict.compareTo(worst) > 0 ? verdict : worst;
        }
        return worst.exitCode();
    }

    private Verdict run(
            Plan plan, ReconciliationPlan what, LocalDateTime when, Optional<Settling> settling, Outputs outputs)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Reconciliation.Result result = Reconciliation.run(
                plan, what, sealed ? Legacy.SEALED : Legacy.LIVE, when, plan.workFolder(), progress, settling)) {
            ConsoleReport.write(result.header(), result.findings(), out);
            out.flush();
            Contacts contacts = Contacts.of(plan, result.contacts());
            outputs.json()
                    .ifPresent(file -> file.write(
                            writer -> JsonReport.write(result.header(), result.findings(), contacts, writer)));
            outputs.csv()
                    .ifPresent(file -> file.write(
                            writer -> CsvReport.write(result.header(), result.findings(), contacts, writer)));
            outputs.xlsx()
                    .ifPresent(file -> file.writeBytes(
                            bytes -> PhoneList.write(result.header(), result.findings(), contacts, bytes)));
            outputs.evolved().ifPresent(file -> file.write(writer -> EvolvedReport.write(result.evolved(), writer)));
            outputs.html().write(writer -> HtmlReport.write(result.header(), result.findings(), contacts, writer));
            result.contacts().notes().forEach(spec.commandLine().getErr()::println);
            out.println("Report: " + outputs.html().path());
            out.flush();
            return result.header().verdict();
        }
    }

    private void refuseOneFileForTwo() {
        Set<Path> files = new HashSet<>();
        Stream.of(json, csv, xlsx, html, evolved).flatMap(Stream::ofNullable).forEach(file -> {
            if (!files.add(file.toAbsolutePath().normalize())) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "\"" + file + "\" is named for two reports, and one would overwrite the other; name two files");
            }
        });
    }

    /** No calendar that a database or a report knows goes on for ever. */
    private void refuseFarTimes() {
        LocalDateTime time = asOf;
        if (time != null && (time.getYear() < 1900 || time.getYear() > 9998)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--as-of \"" + time + "\" is in no year from 1900 to 9998; expected for example 2026-10-16T18:00");
        }
    }

    private Outputs outputs(Plan plan, ReconciliationPlan what, boolean several) {
        return new Outputs(
                Optional.ofNullable(json).map(it -> named(it, what, several)),
                Optional.ofNullable(csv).map(it -> named(it, what, several)),
                Optional.ofNullable(xlsx).map(it -> named(it, what, several)),
                Optional.ofNullable(evolved).map(it -> named(it, what, several)),
                Optional.ofNullable(html)
                        .map(it -> named(it, what, several))
                        .orElseGet(
                                () -> ReportFile.inside(plan.workFolder().resolve("reports"), what.slug() + ".html")));
    }

    private static ReportFile named(Path file, ReconciliationPlan what, boolean several) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        return ReportFile.at(
                several ? file.resolveSibling(name.substring(0, dot) + "-" + what.slug() + name.substring(dot)) : file);
    }

    private record Outputs(
            Optional<ReportFile> json,
            Optional<ReportFile> csv,
            Optional<ReportFile> xlsx,
            Optional<ReportFile> evolved,
            ReportFile html) {}
}
