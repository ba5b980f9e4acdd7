package rollcall.reconciler;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import rollcall.reconciler.Reconciliation.Legacy;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.mail.Mail;
import rollcall.reconciler.mail.MailFailed;
import rollcall.reconciler.mail.Mailer;
import rollcall.reconciler.plan.MailPlan;
import rollcall.reconciler.plan.NightlyPlan;
import rollcall.reconciler.plan.NightlyPlan.Attachment;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.report.Contacts;
import rollcall.reconciler.report.HtmlReport;
import rollcall.reconciler.report.JsonReport;
import rollcall.reconciler.report.NightReport;
import rollcall.reconciler.report.NightReport.Link;
import rollcall.reconciler.report.PhoneList;
import rollcall.reconciler.settle.Settling;
import rollcall.reconciler.sort.SpillFolder;

/**
 * One night: reconciles all that the plan compares, writes the files and sends the mail, also when all is well and when it
 * could not run. What is told is this run's own result, never a file that lay there. It speaks for now: the plan's as-of is
 * the cutover's, and would leave what expires and what is overdue as they were then.
 */
final class Nightly {
    private final Path folder;
    private final Map<String, String> environment;
    private final Legacy legacy;
    private final Optional<LocalDateTime> asOf;
    private final Optional<Settling> settling;
    private final Clock clock;
    private final Mailer mailer;
    private final Progress progress;
    private final PrintWriter out;
    private final PrintWriter err;
    private final NightReport report = new NightReport();
    private final List<Path> attachments = new ArrayList<>();

    Nightly(
            Path folder,
            Map<String, String> environment,
            Legacy legacy,
            Optional<LocalDateTime> asOf,
            Optional<Settling> settling,
            Clock clock,
            Mailer mailer,
            Progress progress,
            PrintWriter out,
            PrintWriter err) {
        this.folder = folder;
        this.environment = environment;
        this.legacy = legacy;
        this.asOf = asOf;
        this.settling = settling;
        this.clock = clock;
        this.mailer = mailer;
        this.progress = progress;
        this.out = out;
        this.err = err;
    }

    /** Gives the exit code of the worst verdict; {@link Exits#UNKNOWN} also where the mail could not be sent. */
    int run() throws PlanFaults {
        Plan plan;
        NightlyPlan nightly;
        try {
            plan = PlanReader.read(folder, environment);
            nightly = plan.nightly()
                    .orElseThrow(() -> new PlanFaults(
                            List.of("plan.yaml: nightly is missing; expected nightly: { folder: reports, mail: … }")));
        } catch (PlanFaults faults) {
            report.failed("the plan is wrong: "
                    + faults.faults().stream().map(Nightly::withoutCells).collect(Collectors.joining("; ")));
            PlanReader.mailOf(folder, environment).ifPresent(this::send);
            throw faults;
        } catch (RuntimeException | Error failed) {
            int code = failed(failed);
            PlanReader.mailOf(folder, environment).ifPresent(this::send);
            return code;
        }
        int code = reconcile(plan, nightly);
        return nightly.mail().map(this::send).orElse(true) ? code : Exits.UNKNOWN;
    }

    /** A fault without the cells that it quotes, unless it is of {@code plan.yaml}: what people write in a table may be of a tenant. */
    private static String withoutCells(String fault) {
        return fault.startsWith("plan.yaml") ? fault : fault.replaceFirst("(?s)\".*\"", "\"\u2026\"");
    }

    private int reconcile(Plan plan, NightlyPlan nightly) {
        Verdict worst = Verdict.ACCOUNTED_FOR;
        try (FileChannel lock = lock(plan)) {
            LocalDateTime when = asOf.orElseGet(() -> LocalDateTime.now(clock.withZone(plan.zone())));
            for (ReconciliationPlan what : plan.reconciliations()) {
                Verdict verdict = reconcile(plan, nightly, what, when);
                worst = verdict.compareTo(worst) > 0 ? verdict : worst;
            }
            return worst.exitCode();
        } catch (Throwable failed) {
            return failed(failed);
        }
    }

    /** Whatever has failed, the mail must say so: nobody sees the exit code of a night. */
    private int failed(Throwable failure) {
        String told = Exits.message(failure);
        err.println("rollcall: " + told);
        err.flush();
        report.failed(told);
        return Exits.UNKNOWN;
    }

    private static FileChannel lock(Plan plan) throws IOException {
        Path work = plan.workFolder();
        if (!Files.isDirectory(work)) {
            Files.createDirectories(work, SpillFolder.only(plan.folder(), "rwx------"));
        }
        Path file = work.resolve("nightly.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Optional<FileLock> lock;
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldByThisProcess) {
            lock = Optional.empty();
        }
        if (lock.isEmpty()) {
            channel.close();
            throw new Unestablished(
                    "another nightly run of this plan is under way (%s); wait until it ends, or see why it hangs"
                            .formatted(file),
                    new IOException("locked"));
        }
        return channel;
    }

    private Verdict reconcile(Plan plan, NightlyPlan nightly, ReconciliationPlan what, LocalDateTime when)
            throws IOException {
        try (Reconciliation.Result result = Reconciliation.run(
                plan,
                what,
                legacy,
                when,
                plan.workFolder(),
                progress,
                settling.or(() -> nightly.settle().map(Settling::of)))) {
            Contacts contacts = Contacts.of(plan, result.contacts());
            Path reports = plan.folder().resolve(nightly.folder()).normalize();
            String name = what.slug() + "-" + when.toLocalDate();
            String latest = what.slug() + "-latest";
            Path page = write(
                    reports,
                    name + ".html",
                    latest + ".html",
                    file -> file.write(
                            writer -> HtmlReport.write(result.header(), result.findings(), contacts, writer)));
            Path list = write(
                    reports,
                    name + ".xlsx",
                    latest + ".xlsx",
                    file -> file.writeBytes(
                            bytes -> PhoneList.write(result.header(), result.findings(), contacts, bytes)));
            Path json = write(
                    reports,
                    name + ".json",
                    latest + ".json",
                    file -> file.write(
                            writer -> JsonReport.write(result.header(), result.findings(), contacts, writer)));
            if (nightly.attach().contains(Attachment.HTML)) {
                attachments.add(page);
            }
            if (nightly.attach().contains(Attachment.PHONE_LIST)) {
                attachments.add(list);
            }
            report.add(
                    result.header(),
                    result.findings(),
                    List.of(
                            new Link("Report", place(nightly, page)),
                            new Link("Phone list", place(nightly, list)),
                            new Link("Result for machines", place(nightly, json))),
                    result.contacts().notes());
            result.contacts().notes().forEach(err::println);
            out.println(result.header().verdict() + " " + what.name() + ": " + page);
            out.flush();
            return result.header().verdict();
        }
    }

    /** Writes a file under its own name and under one that stays the same every night; the folder's group may read both. */
    private static Path write(Path reports, String name, String latest, Consumer<ReportFile> content)
            throws IOException {
        ReportFile file = ReportFile.inside(reports, name);
        content.accept(file);
        ReportFile copy = ReportFile.inside(reports, latest);
        copy.writeBytes(bytes -> Files.copy(file.path(), bytes));
        if (reports.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));
            Files.setPosixFilePermissions(copy.path(), PosixFilePermissions.fromString("rw-r-----"));
        }
        return file.path();
    }

    private static String place(NightlyPlan nightly, Path file) {
        return nightly.link()
                .map(it -> it.replaceAll("/+$", "") + "/" + file.getFileName())
                .orElse(file.toString());
    }

    private boolean send(MailPlan mail) {
        try {
            mailer.send(
                    mail,
                    new Mail(report.subject(), report.text(), report.html(), attachments),
                    Date.from(clock.instant()));
            out.println("Mail sent: " + report.subject());
            out.flush();
            return true;
        } catch (MailFailed | UncheckedIOException failed) {
            err.println("rollcall: " + failed.getMessage());
            err.flush();
            return false;
        }
    }
}
