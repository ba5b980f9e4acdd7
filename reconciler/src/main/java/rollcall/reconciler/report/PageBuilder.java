package rollcall.reconciler.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.harm.Urgency;
import rollcall.reconciler.harm.WorkingDays;
import rollcall.reconciler.report.Page.Card;
import rollcall.reconciler.report.Page.Fact;
import rollcall.reconciler.report.Page.Figure;
import rollcall.reconciler.report.Page.Group;
import rollcall.reconciler.report.Page.Line;
import rollcall.reconciler.report.Page.Owned;

/** Lays out a run as a page: sorts its exceptions by urgency in one reading, and keeps no more than the page shows. */
final class PageBuilder {
    private final RunHeader header;
    private final Times times;
    private final Cards cards;
    private final ByOwner exceptions;
    private final Contacts contacts;

    private PageBuilder(RunHeader header, ByOwner exceptions, Contacts contacts) {
        this.header = header;
        this.exceptions = exceptions;
        this.contacts = contacts;
        times = new Times(header.asOf(), "\u2013");
        cards = new Cards(times, contacts, header.called());
    }

    static Page page(RunHeader header, Findings findings, Contacts contacts) {
        return new PageBuilder(header, ByOwner.of(header, findings, contacts, HtmlReport.SHOWN), contacts)
                .page(findings.count());
    }

    private Page page(long count) {
        List<Group> groups = groups();
        List<Population> populations = Balance.populations(header.tallies());
        return new Page(
                header.plan() + ": " + header.reconciliation(),
                header.verdict().name(),
                Verdicts.headline(header),
                Verdicts.meaning(header),
                about(),
                figures(count),
                header.unknowns(),
                populations.stream().map(it -> capital(it.word())).toList(),
                header.called().in("Each record of legacy stands in exactly one line; the lines add up to the first."),
                Balance.of(header).stream()
                        .map(it -> new Line(
                                it.role().name().toLowerCase(Locale.ENGLISH),
                                capital(it.label()),
                                populations.stream()
                                        .map(population -> number(it.count(population)))
                                        .toList()))
                        .toList(),
                header.census().map(PageBuilder::census).orElse(""),
                header.systemic().stream()
                        .map(it -> new Figure(number(it.count()), capital(Verdicts.systemic(header, it))))
                        .toList(),
                owners(),
                groups,
                count > HtmlReport.SHOWN
                        ? "This page shows the " + number(HtmlReport.SHOWN) + " most urgent of " + number(count)
                                + " exceptions. The CSV report (reconcile --csv FILE) has all of them."
                        : "",
                Stream.concat(header.notes().stream(), contacts.notes().get().stream())
                        .toList());
    }

    private List<Fact> about() {
        List<Fact> about = new ArrayList<>(List.of(
                new Fact("As of", Times.full(header.asOf())),
                new Fact("Run", header.run()),
                new Fact("Took", Times.took(header.took()))));
        if (!header.readings().isEmpty()) {
            about.add(new Fact("Read", String.join(" ", header.readings())));
        }
        if (header.settled().isPresent()) {
            about.add(new Fact("Settled", Verdicts.settled(header)));
        }
        return about;
    }

    /** What counts most; nothing where a nought would only mean that nobody has counted. */
    private List<Figure> figures(long count) {
        return switch (header.verdict()) {
            case UNKNOWN -> count == 0 ? List.of() : exceptionFigures(count);
            case EXCEPTIONS -> exceptionFigures(count);
            case ACCOUNTED_FOR ->
                Balance.populations(header.tallies()).stream()
                        .map(it -> new Figure(
                                number(tally(it).matched()),
                                header.called().in(it.word() + " in the new system as agreed")))
                        .toList();
        };
    }

    private List<Figure> exceptionFigures(long count) {
        return List.of(
                new Figure(number(count), count == 1 ? "exception" : "exceptions"),
                new Figure(number(exceptions.count(Urgency.EMERGENCY)), "emergency or Awaab\u2019s Law"),
                new Figure(number(exceptions.count(Urgency.SOON)), "by the end of " + times.day(soon())),
                new Figure(number(exceptions.vulnerable()), "in vulnerable households"));
    }

    private Tally tally(Population population) {
        return Objects.requireNonNull(header.tallies().get(population));
    }

    /** Totals by owner; empty where the plan names none. */
    private List<Owned> owners() {
        List<Owned> owned = new ArrayList<>();
        for (ByOwner.Part part : exceptions.parts()) {
            if (part.owner().isPresent()) {
                ByUrgency counts = part.exceptions();
                owned.add(new Owned(
                        "owner-" + (owned.size() + 1),
                        part.owner().get().person(),
                        part.owner().get().deputy(),
                        number(counts.count()),
                        number(counts.count(Urgency.EMERGENCY)),
                        number(counts.count(Urgency.SOON)),
                        number(counts.vulnerable())));
            }
        }
        return owned;
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        int owner = 0;
        int number = 0;
        for (ByOwner.Part part : exceptions.parts()) {
            owner++;
            String heading = part.owner().map(ByOwner::name).orElse("");
            for (Urgency urgency : Urgency.values()) {
                long count = part.exceptions().count(urgency);
                List<Card> shown = new ArrayList<>();
                for (Finding finding : part.exceptions().kept(urgency)) {
                    number++;
                    shown.add(cards.card(number, finding));
                }
                if (count > 0) {
                    String anchor = urgency.name().toLowerCase(Locale.ENGLISH).replace('_', '-');
                    groups.add(new Group(
                            heading.isEmpty() ? "" : "owner-" + owner,
                            heading,
                            owner == 1 ? anchor : anchor + "-" + owner,
                            header.called().in(urgency.title()) + (urgency == Urgency.SOON ? times.day(soon()) : ""),
                            header.called().in(urgency.explanation()),
                            number(count),
                            shown.size() < count ? number(shown.size()) : "",
                            shown));
                    heading = "";
                }
            }
        }
        return groups;
    }

    private LocalDate soon() {
        return WorkingDays.after(header.asOf().toLocalDate());
    }

    private static String census(RunHeader.Census census) {
        return number(census.keys()) + " keys counted in the base tables, with no join and no filter; "
                + number(census.uncovered()) + " of them not covered by the source query"
                + (census.examples().isEmpty() ? "." : ": " + String.join(", ", census.examples()) + ".");
    }

    private static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ENGLISH) + text.substring(1);
    }
}
