package rollcall.reconciler.report;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rollcall.reconciler.contact.Contact;
import rollcall.reconciler.finding.Called;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Particulars;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.Owners.Owner;

/** What a repairs manager needs on a line of the phone list. */
final class PhoneLines {
    /** A column's heading and its width in letters. */
    record Column(String heading, int width) {}

    static final List<Column> COLUMNS = List.of(
            new Column("No.", 7),
            new Column("Act on", 26),
            new Column("Visit", 20),
            new Column("Time", 14),
            new Column("Name", 22),
            new Column("Phone", 20),
            new Column("Address", 32),
            new Column("Postcode", 11),
            new Column("What is wrong", 24),
            new Column("What to do", 24),
            new Column("Hours left", 11),
            new Column("Problem", 36),
            new Column("Why", 40),
            new Column("Vulnerable", 11),
            new Column("Awaab\u2019s Law", 12),
            new Column("Alerts", 10),
            new Column("Priority", 9),
            new Column("Raised", 18),
            new Column("Target", 18),
            new Column("Slot", 9),
            new Column("Trade", 8),
            new Column("Contractor", 11),
            new Column("Appointment", 14),
            new Column("Job", 13),
            new Column("Property", 13),
            new Column("UPRN", 15),
            new Column("Status", 14),
            new Column("What differs", 80),
            new Column("Open since", 15),
            new Column("Runs", 6),
            new Column("Owner", 22),
            new Column("Deputy", 22));

    private final Times times;
    private final Wording wording;
    private final Contacts contacts;

    PhoneLines(Times times, Contacts contacts, Called called) {
        this.times = times;
        this.contacts = contacts;
        this.wording = new Wording(times, called);
    }

    List<String> cells(int number, String when, Finding finding) {
        Optional<Contact> contact = contacts.contact(finding);
        Optional<Owner> owner = contacts.owner(finding);
        Particulars more = finding.particulars();
        return List.of(
                Integer.toString(number),
                when,
                finding.startsAt().map(it -> times.spokenDay(it.toLocalDate())).orElse(""),
                finding.startsAt().map(it -> times.hours(it, finding.endsAt())).orElse(""),
                contact.map(Contact::name).orElse(""),
                contacts.isManual(finding)
                        ? "do not phone"
                        : contact.map(Contact::phone).orElse(""),
                contact.map(Contact::address).orElse(""),
                contact.map(Contact::postcode).orElse(""),
                wording.wrong(finding),
                action(finding),
                finding.startsAt().map(this::hoursLeft).orElse(""),
                contact.map(Contact::problem).orElse(""),
                wording.why(finding),
                finding.vulnerable() ? "yes" : "",
                finding.awaabs() ? "yes" : "",
                more.alerts().replace(",", ", "),
                finding.priority(),
                more.raised().map(times::moment).orElse(""),
                finding.targetDate().map(times::moment).orElse(""),
                more.slot(),
                finding.trade(),
                finding.contractor(),
                finding.population() == Population.APPOINTMENTS ? finding.reference() : "",
                Wording.jobOf(finding),
                finding.property(),
                finding.uprn(),
                more.status(),
                differences(finding),
                times.day(finding.firstSeen().toLocalDate()),
                Integer.toString(finding.ageRuns()),
                owner.map(Owner::person).orElse(""),
                owner.map(Owner::deputy).orElse(""));
    }

    private String hoursLeft(LocalDateTime start) {
        return start.isBefore(times.asOf())
                ? "passed"
                : Long.toString(Duration.between(times.asOf(), start).toHours());
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
