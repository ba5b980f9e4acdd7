package rollcall.reconciler.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import rollcall.reconciler.contact.Contact;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.Hints.NearMatch;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.plan.Owners.Owner;

/**
 * Every exception with whom to phone, for a spreadsheet: UTF-8 with a byte order mark, cells that a spreadsheet would
 * take for a formula begin with an apostrophe.
 */
public final class CsvReport {
    private static final List<String> COLUMNS = List.of(
            "class",
            "wrong",
            "why",
            "action",
            "population",
            "reference",
            "job",
            "property",
            "uprn",
            "starts_at",
            "ends_at",
            "priority",
            "target_date",
            "trade",
            "contractor",
            "vulnerable",
            "awaabs",
            "name",
            "phone",
            "address",
            "postcode",
            "problem",
            "differences",
            "also",
            "cause",
            "detail",
            "first_seen",
            "age_runs",
            "raised",
            "slot",
            "status",
            "alerts",
            "manual",
            "owner",
            "deputy",
            "near",
            "near_on",
            "by",
            "since");
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private CsvReport() {}

    /**
     * Writes a header line and one line for each exception.
     *
     * @param contacts whom to phone
     */
    public static void write(RunHeader header, Findings findings, Contacts contacts, Appendable out)
            throws IOException {
        Wording wording = new Wording(new Times(header.asOf(), "-"), header.called());
        out.append('\uFEFF');
        CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
        csv.printRecord(COLUMNS);
        findings.forEach(finding -> {
            try {
                csv.printRecord(cells(finding, contacts, wording).stream()
                        .map(CsvReport::neutral)
                        .toList());
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        });
        csv.flush();
    }

    private static List<String> cells(Finding finding, Contacts contacts, Wording wording) {
        Optional<Contact> contact = contacts.contact(finding);
        Optional<Owner> owner = contacts.owner(finding);
        return List.of(
                finding.type().name(),
                wording.wrong(finding),
                wording.why(finding),
                wording.action(finding),
                finding.population().word(),
                finding.reference(),
                finding.job(),
                finding.property(),
                finding.uprn(),
                time(finding.startsAt()),
                time(finding.endsAt()),
                finding.priority(),
                time(finding.targetDate()),
                finding.trade(),
                finding.contractor(),
                finding.vulnerable() ? "yes" : "no",
                finding.awaabs() ? "yes" : "no",
                contact.map(Contact::name).orElse(""),
                contact.map(Contact::phone).orElse(""),
                contact.map(Contact::address).orElse(""),
                contact.map(Contact::postcode).orElse(""),
                contact.map(Contact::problem).orElse(""),
                finding.fields().stream().map(wording::difference).collect(Collectors.joining("; ")),
                String.join("; ", wording.also(finding)),
                finding.cause(),
                finding.causeDetail(),
                Times.machine(finding.firstSeen()),
                Integer.toString(finding.ageRuns()),
                time(finding.particulars().raised()),
                finding.particulars().slot(),
                finding.particulars().status(),
                finding.particulars().alerts(),
                contacts.isManual(finding) ? "do not phone" : "",
                owner.map(Owner::person).orElse(""),
                owner.map(Owner::deputy).orElse(""),
                finding.hints().near().map(NearMatch::reference).orElse(""),
                finding.hints().near().map(NearMatch::on).orElse(""),
                finding.hints().by(),
                time(finding.hints().since()));
    }

    private static String time(Optional<LocalDateTime> time) {
        return time.map(Times::machine).orElse("").replace('T', ' ');
    }

    static String neutral(String cell) {
        return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
