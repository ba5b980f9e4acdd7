package rollcall.reconciler.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rollcall.reconciler.contact.Contact;
import rollcall.reconciler.finding.Called;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.harm.Urgency;
import rollcall.reconciler.report.Page.Card;
import rollcall.reconciler.report.Page.Difference;
import rollcall.reconciler.report.Page.Fact;

/** Makes of an exception and whom to phone what a repairs manager needs on a line. */
final class Cards {
    private static final int LONGEST_PROBLEM = 70;
    private static final int SHORTEST_PHONE = 7;

    private final Times times;
    private final Wording wording;
    private final Called called;
    private final Contacts contacts;

    Cards(Times times, Contacts contacts, Called called) {
        this.times = times;
        this.contacts = contacts;
        this.called = called;
        wording = new Wording(times, called);
    }

    Card card(int number, Finding finding) {
        Optional<Contact> contact = contacts.contact(finding);
        String phone = contact.map(Contact::phone).orElse("").strip();
        return new Card(
                number,
                CauseWords.spoken(finding.type().name()),
                subject(finding, contact),
                finding.startsAt().map(it -> times.spoken(it, finding.endsAt())).orElse(""),
                wording.wrong(finding) + ": " + wording.why(finding) + ".",
                flags(finding),
                capital(wording.action(finding)) + ".",
                contact.map(Contact::name).orElse("").strip(),
                phone(finding, contact, phone),
                telephone(phone),
                called,
                differences(finding),
                wording.also(finding),
                facts(finding, contact));
    }

    private String phone(Finding finding, Optional<Contact> contact, String phone) {
        if (contacts.isManual(finding)) {
            return Contacts.DO_NOT_PHONE;
        }
        return contact.isPresent() && phone.isEmpty() ? "No phone on record" : phone;
    }

    private static String subject(Finding finding, Optional<Contact> contact) {
        String problem = contact.map(Contact::problem)
                .map(Cards::shortened)
                .filter(it -> !it.isEmpty())
                .orElse(Wording.name(finding.population(), finding.reference()));
        String address = contact.map(Contact::address).orElse("").strip();
        return address.isEmpty() ? problem : problem + ", " + address;
    }

    /** A hidden record's status is the cause, which is told already. */
    private List<Difference> differences(Finding finding) {
        return finding.fields().stream()
                .filter(it ->
                        finding.type() != ExceptionClass.INVISIBLE || !it.name().equals("status"))
                .map(it -> new Difference(
                        capital(Wording.label(it.name())), times.value(it.source()), times.value(it.target())))
                .toList();
    }

    private List<String> flags(Finding finding) {
        List<String> flags = new ArrayList<>();
        if (finding.vulnerable()) {
            flags.add("Vulnerable household");
        }
        if (finding.awaabs()) {
            flags.add("Awaab\u2019s Law");
        }
        if (Urgency.isOverdue(finding, times.asOf())) {
            flags.add("Past its target");
        }
        String alerts = finding.particulars().alerts();
        if (!alerts.isEmpty()) {
            flags.add("Alerts " + alerts.replace(",", ", "));
        }
        return flags;
    }

    private List<Fact> facts(Finding finding, Optional<Contact> contact) {
        List<Fact> facts = new ArrayList<>();
        boolean isJob = finding.population() == Population.JOBS;
        add(facts, isJob ? "Job" : "Appointment", finding.reference());
        add(facts, "Job", isJob ? "" : finding.job());
        add(facts, "Priority", finding.priority());
        add(facts, "Raised", finding.particulars().raised().map(times::moment).orElse(""));
        add(facts, "Target", finding.targetDate().map(times::moment).orElse(""));
        add(facts, "Slot", finding.particulars().slot());
        add(facts, "Status", finding.particulars().status());
        add(facts, "Trade", finding.trade());
        add(facts, "Contractor", finding.contractor());
        add(facts, "Postcode", contact.map(Contact::postcode).orElse(""));
        add(facts, "Property", finding.property());
        add(facts, "UPRN", finding.uprn());
        add(facts, "Owner", contacts.owner(finding).map(ByOwner::name).orElse(""));
        if (finding.ageRuns() > 1) {
            add(
                    facts,
                    "Open since",
                    times.day(finding.firstSeen().toLocalDate()) + " (" + finding.ageRuns() + " runs)");
        }
        return facts;
    }

    private static void add(List<Fact> facts, String label, String value) {
        if (!value.isBlank()) {
            facts.add(new Fact(label, value.strip()));
        }
    }

    /** The first line, cut between words. */
    private static String shortened(String problem) {
        String line = problem.strip().lines().findFirst().orElse("").strip();
        if (line.length() <= LONGEST_PROBLEM) {
            return line;
        }
        int end = line.lastIndexOf(' ', LONGEST_PROBLEM);
        return line.substring(0, end < LONGEST_PROBLEM / 2 ? LONGEST_PROBLEM : end) + "\u2026";
    }

    private static String telephone(String phone) {
        String digits = phone.replaceAll("[\\s().-]", "");
        return digits.length() >= SHORTEST_PHONE && digits.matches("\\+?[0-9]+") ? digits : "";
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ENGLISH) + text.substring(1);
    }
}
