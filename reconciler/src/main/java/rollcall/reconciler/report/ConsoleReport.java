package rollcall.reconciler.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.RunHeader;

/** The report for a terminal: at most 80 columns, no personal values, no more than the ten worst exceptions. */
public final class ConsoleReport {
    private static final int WORST = 10;
    private static final int SYSTEMIC = 10;

    private final RunHeader header;
    private final Appendable out;
    private final Times times;
    private final Wording wording;

    private ConsoleReport(RunHeader header, Appendable out) {
        this.header = header;
        this.out = out;
        times = new Times(header.asOf(), "-");
        wording = new Wording(times, header.called());
    }

    /** Writes the report: verdict first and last, between them the books and the worst exceptions. */
    public static void write(RunHeader header, Findings findings, Appendable out) throws IOException {
        ConsoleReport report = new ConsoleReport(header, out);
        report.head();
        report.texts("Why this is unknown", header.unknowns());
        report.balance();
        report.census();
        report.systemic();
        report.worst(findings);
        report.texts("Notes", header.notes());
        report.line("");
        report.wrapped(Verdicts.line(header), "", "  ");
    }

    private void head() throws IOException {
        wrapped(header.verdict() + " " + header.plan() + ": " + header.reconciliation(), "", "  ");
        wrapped(
                "as of " + Times.full(header.asOf()) + ", run " + header.run() + ", took " + Times.took(header.took()),
                "",
                "  ");
        for (String reading : header.readings()) {
            wrapped(reading, "", "  ");
        }
        if (header.settled().isPresent()) {
            wrapped(Verdicts.settled(header), "", "  ");
        }
    }

    private void balance() throws IOException {
        List<Population> populations = Balance.populations(header.tallies());
        if (populations.isEmpty()) {
            return;
        }
        line("");
        line(String.format("%-27s", "Trial balance")
                + String.join(
                        "", populations.stream().map(it -> right(it.word())).toList()));
        for (Balance entry : Balance.of(header)) {
            String sign = switch (entry.role()) {
                case TOTAL -> "";
                case PART, BESIDE -> "  ";
                case SUM -> "  = ";
                case REMAINDER -> "    ";
            };
            line(String.format("%-27s", sign + entry.label())
                    + String.join(
                            "",
                            populations.stream()
                                    .map(it -> right(number(entry.count(it))))
                                    .toList()));
        }
    }

    private void census() throws IOException {
        if (header.census().isPresent()) {
            RunHeader.Census census = header.census().get();
            line("");
            wrapped(
                    "Census: " + number(census.keys()) + " keys in the base tables, " + number(census.uncovered())
                            + " not covered by the source query"
                            + (census.examples().isEmpty() ? "" : ": " + String.join(", ", census.examples())),
                    "",
                    "  ");
        }
    }

    private void systemic() throws IOException {
        if (header.systemic().isEmpty()) {
            return;
        }
        line("");
        line("Causes that many share");
        for (RunHeader.Systemic cause :
                header.systemic().stream().limit(SYSTEMIC).toList()) {
            String count = String.format("%9s  ", number(cause.count()));
            wrapped(Verdicts.systemic(header, cause), count, " ".repeat(count.length()));
        }
        int more = header.systemic().size() - SYSTEMIC;
        if (more > 0) {
            line("           and " + more + " more");
        }
    }

    private void worst(Findings findings) throws IOException {
        if (findings.count() == 0) {
            return;
        }
        line("");
        line(
                findings.count() <= WORST
                        ? "Exceptions, the most urgent first"
                        : "The " + WORST + " most urgent of " + number(findings.count()) + " exceptions");
        for (Finding finding : ByUrgency.of(header, findings, WORST).kept()) {
            exception(finding);
        }
    }

    private void exception(Finding finding) throws IOException {
        List<String> facts = new ArrayList<>();
        facts.add(finding.type() + " "
                + Wording.name(finding.population(), finding.reference()).toLowerCase(Locale.ROOT));
        finding.startsAt().map(it -> times.window(it, finding.endsAt())).ifPresent(facts::add);
        if (finding.population() != Population.JOBS && !finding.job().isEmpty()) {
            facts.add("job " + finding.job());
        }
        if (!finding.priority().isEmpty()) {
            facts.add("priority " + finding.priority());
        }
        if (finding.vulnerable()) {
            facts.add("vulnerable");
        }
        if (finding.awaabs()) {
            facts.add("Awaab's Law");
        }
        wrapped(String.join(", ", facts), "  ", "      ");
        wrapped(
                wording.wrong(finding) + ": " + wording.why(finding) + "; " + wording.action(finding),
                "      ",
                "      ");
    }

    private void texts(String title, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            line("");
            line(title);
            for (String text : texts) {
                wrapped(text, "  - ", "    ");
            }
        }
    }

    private void wrapped(String text, String first, String next) throws IOException {
        for (String line : Paragraph.lines(text, first, next)) {
            line(line);
        }
    }

    private void line(String text) throws IOException {
        out.append(text.stripTrailing()).append(System.lineSeparator());
    }

    private static String right(String text) {
        return String.format("%16s", text);
    }

    private static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
