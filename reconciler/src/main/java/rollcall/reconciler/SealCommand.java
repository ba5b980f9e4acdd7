package rollcall.reconciler;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rollcall.reconciler.finding.Called;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.report.Paragraph;
import rollcall.reconciler.seal.Seal;
import rollcall.reconciler.seal.SealUnusable;
import rollcall.reconciler.side.SideFailure;

/** {@code seal PLAN}: keeps what the checker reads of legacy, for when legacy is switched off. */
@Command(
        name = "seal",
        description = {
            "Keep what the checker reads of legacy in PLAN/.rollcall/seal, for when legacy is switched off.",
            "'reconcile --sealed' goes on from the newest seal."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:legacy was read whole and is sealed",
            "2:wrong usage, or a wrong plan",
            "3:legacy could not be read whole, or the seal not be written; older seals stand"
        })
public final class SealCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PLAN", description = "The plan's folder, which holds plan.yaml.")
    private Path folder = Path.of("");

    @Option(names = "--only", paramLabel = "NAME", description = "Seal legacy's side of this reconciliation only.")
    private Optional<String> only = Optional.empty();

    private final Progress progress = TerminalProgress.onStandardError();

    /** Seals each reconciliation's legacy side and gives 0; what fails is {@link Unestablished}, once all others are sealed. */
    @Override
    public Integer call() throws PlanFaults, IOException {
        Plan plan = PlanReader.read(folder, System.getenv());
        LocalDateTime now = LocalDateTime.now(Clock.system(plan.zone())).truncatedTo(ChronoUnit.SECONDS);
        boolean isPlain = false;
        Optional<Unestablished> failed = Optional.empty();
        PrintWriter out = spec.commandLine().getOut();
        for (ReconciliationPlan what : Chosen.of(plan, only, spec.commandLine())) {
            if (!plan.isOfLegacy(what)) {
                passOver(plan, what, out);
                continue;
            }
            try {
                isPlain |= !seal(plan, what, now).isEncrypted();
            } catch (Unestablished failure) {
                failed.ifPresent(it -> spec.commandLine().getErr().println("rollcall: " + it.getMessage()));
                failed = Optional.of(failure);
            }
        }
        if (isPlain) {
            tell(
                    "Not encrypted: plan.yaml names no key. A seal holds names, phones and addresses; keep the folder on"
                            + " an encrypted disk, or write seal: { key: \"${env:NAME}\" }.",
                    out);
        }
        out.flush();
        if (failed.isPresent()) {
            throw failed.get();
        }
        return 0;
    }

    private void passOver(Plan plan, ReconciliationPlan what, PrintWriter out) {
        String source = what.leg().called().source();
        if (only.isPresent() || plan.reconciliations().stream().noneMatch(plan::isOfLegacy)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "%s is not of legacy: its source is %s, which goes on, and is always read as it is"
                            .formatted(
                                    only.map(it -> "--only \"" + it + "\"").orElse("\"" + what.name() + "\""),
                                    source.equals(Called.DEFAULT.source()) ? Called.DEFAULT.target() : source));
        }
        tell(
                "Not sealed: \"%s\" is not of legacy; its source goes on, and is always read as it is."
                        .formatted(what.name()),
                out);
    }

    private static void tell(String text, PrintWriter out) {
        Paragraph.lines(text, "", "  ").forEach(out::println);
    }

    private Seal seal(Plan plan, ReconciliationPlan what, LocalDateTime now) throws IOException {
        try {
            Seal seal = Seal.take(plan, what, plan.asOf().orElse(now), now, progress);
            PrintWriter out = spec.commandLine().getOut();
            out.println("Sealed \"" + what.name() + "\":");
            out.println(seal.folder());
            for (Seal.Rows file : seal.files()) {
                out.println(String.format(Locale.ENGLISH, "  %-14s%,12d rows", file.file(), file.rows()));
            }
            for (String reading : seal.readings()) {
                tell(reading, out);
            }
            return seal;
        } catch (SideFailure | SealUnusable failed) {
            throw new Unestablished("\"%s\" is not sealed: %s".formatted(what.name(), failed.getMessage()), failed);
        } catch (FileSystemException failed) {
            throw failed;
        } catch (IOException | java.io.UncheckedIOException failed) {
            throw new Unestablished(
                    "\"%s\" is not sealed: the seal cannot be written to %s (%s); check the disk's space and run again"
                            .formatted(
                                    what.name(),
                                    plan.workFolder(),
                                    failed.getClass().getSimpleName()),
                    failed);
        }
    }
}
