package rollcall.reconciler.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.harm.Urgency;
import rollcall.reconciler.harm.WorkingDays;

/**
 * What the mail of a night says: verdict, balance, counts and references, and where the files are. No personal values: a
 * mail travels and stays.
 */
public final class NightReport {
    private static final int WORST = 10;

    private final List<Run> runs = new ArrayList<>();
    private String failure = "";

    /** A file and where it is to be found. */
    public record Link(String label, String place) {}

    /** One reconciliation's result in words. */
    record Run(
            RunHeader header,
            String headline,
            String meaning,
            String settled,
            List<Page.Figure> figures,
            List<Page.Line> balance,
            List<String> populations,
            List<String> worst,
            List<Link> links,
            List<String> contactNotes,
            String console,
            long now,
            long emergencies) {}

    /**
     * Adds a reconciliation's result, whose findings are still open.
     *
     * @param whole its head; values in it that may be of a tenant are not repeated
     * @param all its exceptions, likewise
     * @param contactNotes why the files lack whom to phone, if they do
     */
    public void add(RunHeader whole, Findings all, List<Link> links, List<String> contactNotes) throws IOException {
        RunHeader header = MailWords.of(whole);
        Findings findings = MailWords.of(all);
        ByUrgency exceptions = ByUrgency.of(header, findings, WORST);
        Times times = new Times(header.asOf(), "\u2013");
        Wording wording = new Wording(times, header.called());
        StringBuilder console = new StringBuilder();
        ConsoleReport.write(header, findings, console);
        long emergencies = exceptions.count(Urgency.EMERGENCY);
        runs.add(new Run(
                header,
                Verdicts.headline(header),
                Verdicts.meaning(header),
                Verdicts.settled(header),
                header.exceptions() == 0
                        ? List.of()
                        : List.of(
                                new Page.Figure(number(header.exceptions()), "exceptions"),
                                new Page.Figure(number(emergencies), "emergencies"),
                                new Page.Figure(
                                        number(exceptions.count(Urgency.SOON)),
                                        "visits by "
                                                + times.day(WorkingDays.after(
                                                        header.asOf().toLocalDate()))),
                                new Page.Figure(number(exceptions.vulnerable()), "vulnerable")),
                Balance.of(header).stream()
                        .map(it -> new Page.Line(
                                it.role().name().toLowerCase(Locale.ENGLISH),
                                it.label(),
                                Balance.populations(header.tallies()).stream()
                                        .map(population -> number(it.count(population)))
                                        .toList()))
                        .toList(),
                Balance.populations(header.tallies()).stream()
                        .map(it -> it.word())
                        .toList(),
                exceptions.kept().stream().map(it -> line(it, times, wording)).toList(),
                List.copyOf(links),
                List.copyOf(contactNotes),
                console.toString(),
                emergencies + exceptions.count(Urgency.SOON),
                emergencies));
    }

    /** Why nothing, or no more, could be done. */
    public void failed(String reason) {
        failure = reason;
    }

    private static String line(Finding finding, Times times, Wording wording) {
        String name = Wording.name(finding.population(), finding.reference());
        return name
                + finding.startsAt()
                        .map(it -> ", " + times.spoken(it, finding.endsAt()))
                        .orElse("")
                + ", " + wording.wrong(finding) + (finding.vulnerable() ? " (vulnerable household)" : "");
    }

    /** A subject that can be acted on. */
    public String subject() {
        if (!failure.isEmpty()) {
            return "Rollcall: COULD NOT RUN: " + failure;
        }
        for (Run run : runs) {
            if (run.header().verdict() == Verdict.UNKNOWN) {
                return "Rollcall: COULD NOT RUN: "
                        + run.header().unknowns().stream().findFirst().orElse("nothing could be established");
            }
        }
        long now = runs.stream().mapToLong(Run::now).sum();
        long emergencies = runs.stream().mapToLong(Run::emergencies).sum();
        long all = runs.stream().mapToLong(it -> it.header().exceptions()).sum();
        if (all == 0) {
            return "Rollcall: every appointment accounted for";
        }
        if (now == 0) {
            return "Rollcall: %s, none to phone before 12:00".formatted(count(all, "exception", "exceptions"));
        }
        return "Rollcall: %s to phone before 12:00, %s"
                .formatted(number(now), count(emergencies, "emergency", "emergencies"));
    }

    /** The mail for readers without HTML, at most 80 columns. */
    public String text() {
        StringBuilder text = new StringBuilder();
        if (!failure.isEmpty()) {
            text.append("COULD NOT RUN. Treat nothing as safe until it has.\n\n");
            Paragraph.lines(failure, "", "  ").forEach(it -> text.append(it).append('\n'));
            text.append('\n');
        }
        for (Run run : runs) {
            text.append(run.console().replace("\r\n", "\n")).append('\n');
            run.contactNotes()
                    .forEach(note -> Paragraph.lines(note, "", "  ")
                            .forEach(it -> text.append(it).append('\n')));
            run.links()
                    .forEach(it -> text.append(it.label())
                            .append(": ")
                            .append(it.place())
                            .append('\n'));
            text.append('\n');
        }
        return text.append("Names, phones and addresses are in the files only.\n")
                .toString();
    }

    /** The same as a page. */
    public String html() {
        StringOutput out = new StringOutput();
        TemplateEngine.createPrecompiled(
                        null, ContentType.Html, NightReport.class.getClassLoader(), NightReport.class.getPackageName())
                .render("mail.jte", new MailPage(subject(), failure, List.copyOf(runs)), out);
        return out.toString();
    }

    /** What the template of the mail is given. */
    record MailPage(String title, String failure, List<Run> runs) {}

    private static String count(long count, String one, String many) {
        return count == 1 ? "1 " + one : number(count) + " " + many;
    }

    private static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
