package rollcall.reconciler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.reconciler.contact.Contact;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Hints;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.harm.Urgency;

class CsvReportTest {
    @Test
    void everyExceptionHasItsLineWithWhomToPhone() throws IOException {
        List<CSVRecord> lines = lines(csv(Samples.oneOfEach()));

        assertThat(lines).hasSize(9);
        assertThat(lines.get(1).toMap())
                .containsEntry("class", "INVISIBLE")
                .containsEntry("wrong", "will not be attended")
                .containsEntry("why", "cancelled or closed in the new system")
                .containsEntry("action", "phone and rebook")
                .containsEntry("reference", "300123")
                .containsEntry("job", "01551932")
                .containsEntry("starts_at", "2026-10-16 08:00:00")
                .containsEntry("vulnerable", "yes")
                .containsEntry("name", "Mrs Ada Example")
                .containsEntry("phone", "020 7946 0123")
                .containsEntry("address", "14 Elm House")
                .containsEntry(
                        "also",
                        "Job 01551932 too: invisible; cancelled or closed in the new system (status 30, in legacy 200)");
        assertThat(lines.getLast().toMap())
                .containsEntry(
                        "differences",
                        "priority: U (3) in legacy, 4 in the new system; target date: Fri 23 Oct 17:00 in legacy, nothing in the new system");
    }

    @Test
    void aBookingThatOnlyTheNewSystemHadAndSomebodyCancelledIsToBeRebookedLikeAnyOther() throws IOException {
        for (String cause : List.of("CANCELLED_SINCE_LOAD", "CANCELLED_IN_BULK")) {
            Finding visit = Samples.booked(
                    Samples.finding(ExceptionClass.UNEXPECTED, cause, "", Population.APPOINTMENTS, "new:90018", "1"),
                    Samples.AS_OF.plusHours(1),
                    Samples.AS_OF.plusHours(5),
                    "4",
                    false);
            Finding job = Samples.finding(ExceptionClass.UNEXPECTED, cause, "", Population.JOBS, "new:7", "new:7");

            assertThat(Urgency.of(visit, Samples.AS_OF)).isEqualTo(Urgency.SOON);
            assertThat(Urgency.of(job, Samples.AS_OF)).isEqualTo(Urgency.UNBOOKED);
            List<CSVRecord> lines = lines(csv(List.of(visit, job)));
            assertThat(lines.getFirst().toMap())
                    .containsEntry("wrong", "will not be attended")
                    .containsEntry("action", "phone and rebook");
            assertThat(lines.getLast().toMap())
                    .containsEntry("wrong", "was cancelled")
                    .containsEntry("action", "reopen it in the new system");
        }
    }

    @Test
    void whatMayHelpToSettleItStandsAtTheEnd() throws IOException {
        Finding cancelled = Samples.oneOfEach()
                .get(1)
                .withHints(new Hints(
                        Optional.of(new Hints.NearMatch("new:10000231", "same property and day")),
                        "svc-batch",
                        Optional.of(LocalDateTime.of(2026, 10, 15, 2, 14))));

        assertThat(lines(csv(List.of(cancelled))).getFirst().toMap())
                .containsEntry("near", "new:10000231")
                .containsEntry("near_on", "same property and day")
                .containsEntry("by", "svc-batch")
                .containsEntry("since", "2026-10-15 02:14:00");
    }

    @Test
    void itBeginsWithAByteOrderMarkSoThatExcelReadsItsLetters() throws IOException {
        assertThat(csv(List.of())).startsWith("\uFEFFclass,wrong,why,action,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void aCellThatASpreadsheetWouldExecuteIsNeutral(String cell) throws IOException {
        StringBuilder out = new StringBuilder();
        CsvReport.write(
                Samples.header(Verdict.EXCEPTIONS, 1),
                Samples.findings(List.of(Samples.oneOfEach().getFirst())),
                new Contacts(job -> Optional.of(new Contact(cell, cell, "2 " + cell, "", cell)), List::of),
                out);

        CSVRecord line = lines(out.toString()).getFirst();
        assertThat(List.of(line.get("name"), line.get("phone"), line.get("address"), line.get("problem")))
                .containsExactly("'" + cell, "'" + cell, "2 " + cell, "'" + cell);
    }

    private static String csv(List<Finding> findings) throws IOException {
        StringBuilder out = new StringBuilder();
        CsvReport.write(
                Samples.header(Verdict.EXCEPTIONS, findings.size()),
                Samples.findings(findings),
                Samples.contacts(),
                out);
        return out.toString();
    }

    private static List<CSVRecord> lines(String csv) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(csv.substring(1)), format)) {
            return parser.getRecords();
        }
    }
}
