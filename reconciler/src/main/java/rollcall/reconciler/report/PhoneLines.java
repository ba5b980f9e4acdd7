package rollcall.reconciler.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rollcall.reconciler.contact.Contact;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.Owners.Owner;

/** What a repairs manager needs on a line of the phone list. */
final class PhoneLines {
    /** A column's heading and its width in letters. */
    record Column(String heading, int width) {}

    static final List<Column> COLUMNS = List.of(
            new Column("No.", 7),
            new Column("Act on", 22),
            new Column("Visit", 20),
            new Column("Time", 13),
            new Column("Slot", 7),
            new Column("Hours left", 8),
            new Column("What is wrong", 26),
            new Column("Why", 30),
            new Column("What to do", 24),
            new Column("Name", 22),
            new Column("Phone", 18),
            new Column("Address", 30),
            new Column("Postcode", 11),
            new Column("Problem", 34),
            new Column("Vulnerable", 11),
            new Column("Awaab\u2019s Law", 11),
            new Column("Alerts", 10),
            new Column("Priority", 9),
            new Column("Raised", 17),
            new Column("Target", 17),
            new Column("Trade", 8),
            new Column("Contractor", 11),
            new Column("Appointment", 14),
            new Column("Job", 13),
            new Column("Property", 13),
            new Column("UPRN", 15),
            new Column("Status", 14),
            new Column("Legacy against new system", 40),
            new Column("Open since", 17),
            new Column("Runs", 6),
            new Column("Owner", 20),
            new Column("Deputy", 20));

    private final Times times;
    private final Wording wording;
    private final Contacts contacts;

    PhoneLines(Times times, Contacts contacts) {
        this.times = times;
        this.contacts = contacts;
        this.wording = new Wording(times);
    }

    List<String> cells(int number, String when, Finding finding) {
        Optional<Contact> contact = contacts.contact(finding);
        Optional<Owner> owner = contacts.owner(finding);
        List<String> cells = new ArrayList<>(List.of(Integer.toString(number), when));
        cells.addAll(visit(finding));
        cells.addAll(List.of(wording.wrong(finding), CauseWords.of(finding), action(finding)));
        cells.addAll(List.of(
                contact.map(Contact::name).orElse(""),
                contacts.isManual(finding)
                        ? "do not phone"
                        : contact.map(Contact::phone).orElse(""),
                contact.map(Contact::address).orElse(""),
                contact.map(Contact::postcode).orElse(""),
                contact.map(Contact::problem).orElse(""),
                finding.vulnerable() ? "yes" : "",
                finding.awaabs() ? "yes" : "",
                finding.particulars().alerts().replace(",", ", ")));
        cells.addAll(List.of(
                finding.priority(),
                finding.particulars().raised().map(times::moment).orElse(""),
                finding.targetDate().map(times::moment).orElse(""),
                finding.trade(),
                finding.contractor(),
                finding.population() == Population.APPOINTMENTS ? finding.reference() : "",
                Wording.jobOf(finding),
                finding.property(),
                finding.uprn(),
                finding.particulars().status(),
                differences(finding)));
        cells.addAll(List.of(
                times.day(finding.firstSeen().toLocalDate()),
                Integer.toString(finding.ageRuns()),
                owner.map(Owner::person).orElse(""),
                owner.map(Owner::deputy).orElse("")));
        return cells;
    }

    private List<String> visit(Finding finding) {
        return finding.startsAt()
                .map(it -> List.of(
                        times.spokenDay(it.toLocalDate()),
                        times.hours(it, finding.endsAt()),
                        finding.particulars().slot(),
                        it.isBefore(times.asOf())
                                ? "passed"
                                : Long.toString(
                                        Duration.between(times.asOf(), it).toHours())))
                .orElse(List.of("", "", finding.particulars().slot(), ""));
    }

    private String action(Finding finding) {
        return contacts.isManual(finding) ? "decide by hand; do not phone from the list" : wording.action(finding);
    }

    private String differences(Finding finding) {
        List<String> told = new ArrayList<>(
                finding.fields().stream().map(wording::difference).collect(Collectors.toList()));
        told.addAll(wording.also(finding));
        return String.join("; ", told);
    }
}
