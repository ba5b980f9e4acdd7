package rollcall.reconciler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.reconciler.finding.Findings;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.Verdict;

/** Reports are the same bytes whatever the machine's own zone and language are. */
class DefaultsTest {
    private static final RunHeader HEADER = Samples.header(Verdict.EXCEPTIONS, 9);
    private static final Findings FINDINGS = Samples.findings(Samples.oneOfEach());

    @ParameterizedTest
    @CsvSource({"Pacific/Auckland, ar-EG-u-nu-arab", "Europe/London, tr-TR", "UTC, de-DE"})
    void everyReportIsTheSameUnderAnotherZoneAndLanguage(String zone, String language) throws IOException {
        String expected = reports();
        TimeZone zoneBefore = TimeZone.getDefault();
        Locale languageBefore = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Locale.setDefault(Locale.forLanguageTag(language));
            assertThat(reports()).isEqualTo(expected);
        } finally {
            TimeZone.setDefault(zoneBefore);
            Locale.setDefault(languageBefore);
        }
    }

    @Test
    void neitherConsoleNorJsonHoldsWhatOnlyTheContactsKnow() throws IOException {
        StringBuilder console = new StringBuilder();
        ConsoleReport.write(HEADER, FINDINGS, console);
        StringWriter json = new StringWriter();
        JsonReport.write(HEADER, FINDINGS, json);

        assertThat(console + json.toString()).doesNotContain("Ada", "7946", "Elm House", "ZZ1", "kitchen");
    }

    private static String reports() throws IOException {
        StringWriter out = new StringWriter();
        ConsoleReport.write(HEADER, FINDINGS, out);
        JsonReport.write(HEADER, FINDINGS, out);
        CsvReport.write(HEADER, FINDINGS, Samples.contacts(), out);
        HtmlReport.write(HEADER, FINDINGS, Samples.contacts(), out);
        return out.toString();
    }
}
