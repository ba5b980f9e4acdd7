package rollcall.reconciler.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.dhatim.fastexcel.Workbook;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.harm.Urgency;
import rollcall.reconciler.harm.WorkingDays;

/**
 * The phone list as a workbook: a line for each exception in the order in which to phone, grouped by owner, totals first.
 * Visits that have passed stand on a sheet of their own, and so do households that nobody may phone from a list, without a
 * number. Every cell is text. It holds names, phones and addresses.
 */
public final class PhoneList {
    /** How many exceptions a workbook shows; the CSV report has all of them. */
    static final int SHOWN = 20_000;

    private final RunHeader header;
    private final Contacts contacts;
    private final PhoneLines lines;
    private final ByOwner exceptions;
    private final String soon;

    private PhoneList(RunHeader header, Findings findings, Contacts contacts) {
        Times times = new Times(header.asOf(), "\u2013");
        this.header = header;
        this.contacts = contacts;
        this.lines = new PhoneLines(times, contacts, header.called());
        this.exceptions = ByOwner.of(header, findings, contacts, SHOWN);
        this.soon = times.day(WorkingDays.after(header.asOf().toLocalDate()));
    }

    /** Writes the workbook; {@code out} stays open. */
    public static void write(RunHeader header, Findings findings, Contacts contacts, OutputStream out)
            throws IOException {
        new PhoneList(header, findings, contacts).write(out);
    }

    private void write(OutputStream out) throws IOException {
        Workbook workbook = new Workbook(out, "Rollcall", "1.0");
        PhoneSheet phone = new PhoneSheet(workbook, "Phone", PhoneLines.COLUMNS);
        head(phone, "Whom to phone first");
        totals(phone);
        groups(phone, Urgency.PAST, false);
        phone.end();
        PhoneSheet past = new PhoneSheet(workbook, "Apologise and rebook", PhoneLines.COLUMNS);
        head(past, "Visits that have passed: apologise and rebook, where nobody came");
        groups(past, Urgency.PAST, true);
        past.end();
        PhoneSheet manual = new PhoneSheet(workbook, "Manual list - do not phone", PhoneLines.COLUMNS);
        head(
                manual,
                "Manual list: do not phone. Each household is decided on by hand (alert codes "
                        + String.join(", ", contacts.manual()) + ")");
        group(manual, contacts::isManual, Urgency.values());
        manual.end();
        workbook.finish();
    }

    private void head(PhoneSheet sheet, String title) {
        sheet.title(title);
        sheet.line(header.plan() + ": " + header.reconciliation() + ", as of " + Times.full(header.asOf()));
        sheet.line(Verdicts.line(header));
        sheet.line("");
    }

    private void totals(PhoneSheet sheet) {
        sheet.headings(List.of("", "Owner", "Deputy", "All", "Emergencies", "By " + soon, "Passed", "Vulnerable"));
        for (ByOwner.Part part : exceptions.parts()) {
            ByUrgency counts = part.exceptions();
            sheet.cells(List.of(
                    "",
                    part.owner().map(it -> it.person()).orElse("Everybody"),
                    part.owner().map(it -> it.deputy()).orElse(""),
                    number(counts.count()),
                    number(counts.count(Urgency.EMERGENCY)),
                    number(counts.count(Urgency.SOON)),
                    number(counts.count(Urgency.PAST)),
                    number(counts.vulnerable())));
        }
        sheet.line("");
    }

    private void groups(PhoneSheet sheet, Urgency urgency, boolean only) {
        List<Urgency> chosen = new ArrayList<>();
        for (Urgency each : Urgency.values()) {
            if ((each == urgency) == only) {
                chosen.add(each);
            }
        }
        Predicate<Finding> manual = contacts::isManual;
        group(sheet, manual.negate(), chosen.toArray(Urgency[]::new));
    }

    private void group(PhoneSheet sheet, Predicate<Finding> fits, Urgency... urgencies) {
        sheet.table();
        int number = 0;
        for (ByOwner.Part part : exceptions.parts()) {
            Optional<String> owner = part.owner().map(ByOwner::name);
            for (Urgency urgency : urgencies) {
                for (Finding finding : part.exceptions().kept(urgency)) {
                    if (fits.test(finding)) {
                        owner.ifPresent(sheet::group);
                        owner = Optional.empty();
                        number++;
                        sheet.cells(lines.cells(
                                number,
                                header.called().in(urgency.title()) + (urgency == Urgency.SOON ? soon : ""),
                                finding));
                    }
                }
            }
            long left = part.exceptions().count() - part.exceptions().kept().size();
            if (left > 0) {
                sheet.line("and " + number(left) + " less urgent ones; the CSV report (reconcile --csv FILE) has all");
            }
        }
        if (number == 0) {
            sheet.line("None.");
        }
    }

    private static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
