package rollcall.reconciler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import rollcall.reconciler.contact.Contact;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Hints;
import rollcall.reconciler.finding.Particulars;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.Owners;
import rollcall.reconciler.plan.Owners.Owner;
import rollcall.reconciler.plan.Owners.Rule;

class PhoneListTest {
    private static final Owner NORTH = new Owner("Nora North", "north@example.org", "Ned Deputy");
    private static final Owner REST = new Owner("Rae Rest", "rest@example.org", "");
    private static final Owners OWNERS = new Owners(List.of(new Rule("", "", "N1", NORTH), new Rule("", "", "", REST)));

    @Test
    void eachExceptionStandsOnceInPhoneOrderByOwnerAndPassedAndManualOnesOnTheirOwnSheets() throws IOException {
        List<List<List<String>>> sheets = sheets(
                appointment("today", 1, "N", ""),
                appointment("later", 30, "N", ""),
                appointment("emergency", 26, "E", ""),
                appointment("passed", -3, "N", ""),
                appointment("north", 2, "N", ""),
                appointment("quiet", 3, "N", "DA, dv"),
                appointment("quiet-passed", -20, "N", "CX"));

        assertThat(appointments(sheets.get(0))).containsExactly("emergency", "today", "later", "north");
        assertThat(appointments(sheets.get(1))).containsExactly("passed");
        assertThat(appointments(sheets.get(2))).containsExactly("quiet", "quiet-passed");
        assertThat(cells(sheets.get(0)))
                .contains("Rae Rest", "Nora North; deputy Ned Deputy")
                .containsSubsequence("Rae Rest", "6", "1", "3", "Nora North", "Ned Deputy", "1", "0", "1")
                .contains("020 7946 0123");
        assertThat(cells(sheets.get(2)))
                .contains("do not phone", "decide by hand; do not phone from the list")
                .doesNotContain("020 7946 0123");
    }

    @Test
    void everyCellIsTextWhateverItBeginsWith() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PhoneList.write(
                Samples.header(Verdict.EXCEPTIONS, 1),
                Samples.findings(List.of(appointment("00014", 1, "N", ""))),
                new Contacts(
                        job -> Optional.of(new Contact("=1+1", "0123456789", "+2\u0007 Ash", "@x", "-\uD800")),
                        List::of),
                out);

        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()));
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            List<String> texts = rows.flatMap(Row::stream)
                    .filter(it -> it != null && it.getType() != CellType.EMPTY)
                    .peek(it -> assertThat(it.getType()).as(it.getText()).isEqualTo(CellType.STRING))
                    .map(it -> it.getText())
                    .toList();
            assertThat(texts).contains("00014", "=1+1", "0123456789", "+2  Ash", "@x", "-\uFFFD");
        }
    }

    @Test
    void noReportCarriesTheNumberOfAHouseholdThatNobodyMayPhone() throws IOException {
        Contacts contacts = new Contacts(
                job -> Optional.of(new Contact("Ada Example", "020 7946 0123", "14 Elm House", "ZZ1 4AA", "Leak")),
                List::of);
        StringWriter out = new StringWriter();
        for (String alerts : List.of("DV", "DA,CX")) {
            List<Finding> findings = List.of(appointment("quiet", 3, "N", alerts));
            HtmlReport.write(Samples.header(Verdict.EXCEPTIONS, 1), Samples.findings(findings), contacts, out);
            CsvReport.write(Samples.header(Verdict.EXCEPTIONS, 1), Samples.findings(findings), contacts, out);
        }

        assertThat(out.toString())
                .contains("Ada Example", "Do not phone: manual list")
                .doesNotContain("7946");
    }

    private static Finding appointment(String reference, int hours, String priority, String alerts) {
        LocalDateTime start = Samples.AS_OF.plusHours(hours);
        return new Finding(
                ExceptionClass.MISSING,
                "UNEXPLAINED",
                "",
                Population.APPOINTMENTS,
                reference,
                reference.equals("north") ? "north" : "job",
                "00014665",
                "100023000001",
                Optional.of(start),
                Optional.of(start.plusHours(1)),
                priority,
                Optional.empty(),
                "PL",
                "H01",
                false,
                false,
                new Particulars(Optional.of(Samples.AS_OF.minusDays(9)), "AM", "200 (80)", alerts),
                List.of(),
                List.of(),
                Hints.NONE,
                Samples.AS_OF,
                1);
    }

    private static List<List<List<String>>> sheets(Finding... findings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PhoneList.write(
                Samples.header(Verdict.EXCEPTIONS, findings.length),
                Samples.findings(List.of(findings)),
                new Contacts(
                        job -> Optional.of(new Contact(
                                "Ada Example",
                                "020 7946 0123",
                                "14 Elm House",
                                job.equals("north") ? "n1 4aa" : "ZZ1 4AA",
                                "Leak")),
                        List::of,
                        OWNERS,
                        List.of("CX", "DV")),
                out);
        List<List<List<String>>> sheets = new ArrayList<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            for (Sheet sheet : workbook.getSheets().toList()) {
                sheets.add(sheet.read().stream()
                        .map(row -> row.stream()
                                .map(it -> it == null ? "" : it.getText())
                                .toList())
                        .toList());
            }
        }
        return sheets;
    }

    private static List<String> cells(List<List<String>> sheet) {
        return sheet.stream().flatMap(List::stream).filter(it -> !it.isEmpty()).toList();
    }

    private static List<String> appointments(List<List<String>> sheet) {
        int headings = 0;
        while (!sheet.get(headings).contains("Appointment")) {
            headings++;
        }
        int column = sheet.get(headings).indexOf("Appointment");
        return sheet.subList(headings + 1, sheet.size()).stream()
                .filter(it -> it.size() > column && !it.get(column).isEmpty())
                .map(it -> it.get(column))
                .toList();
    }
}
