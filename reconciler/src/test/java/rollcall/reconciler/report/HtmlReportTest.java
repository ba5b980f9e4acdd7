package rollcall.reconciler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.RunHeader;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.harm.Urgency;
import rollcall.reconciler.harm.WorkingDays;

class HtmlReportTest {
    @Test
    void anExceptionIsASentenceWithWhomToPhone() {
        assertThat(text(html(Samples.header(Verdict.EXCEPTIONS, 9), Samples.oneOfEach())))
                .contains(
                        "Leak under the kitchen sink, 14 Elm House, today (Fri 16 Oct) 08:00\u201312:00, will not be attended:"
                                + " cancelled or closed in the new system. Vulnerable household Phone and rebook. Mrs Ada Example 020 7946 0123")
                .contains(
                        "Job 01551932 too: invisible; cancelled or closed in the new system (status 30, in legacy 200)")
                .contains("Open since Wed 14 Oct (3 runs)");
    }

    @Test
    void theVerdictTheFiguresAndTheBooksComeBeforeTheExceptions() {
        assertThat(text(html(Samples.header(Verdict.EXCEPTIONS, 9), Samples.oneOfEach())))
                .containsSubsequence(
                        "9 exceptions need somebody to act",
                        "in vulnerable households 2",
                        "Trial balance",
                        "In legacy 52,344 31,002",
                        "Matched 18,119 12,399",
                        "Unaccounted for 0 0",
                        "312 The load rejected it (trade \"D33\" has no new code)",
                        "Emergencies and Awaab\u2019s Law 1",
                        "Visits until the end of Mon 19 Oct 3",
                        "Later visits 1",
                        "Without a booked time 1",
                        "In the new system only 1",
                        "The migration\u2019s ledger 1",
                        "Already past 1",
                        "Notes");
    }

    @Test
    void thePageFetchesNothingAndRunsNothing() {
        String html = html(Samples.header(Verdict.EXCEPTIONS, 9), Samples.oneOfEach());

        assertThat(html)
                .doesNotContainPattern(Pattern.compile(
                        "https?:|//[a-z]|url\\(|@import|<script|<link|<img|\\bon[a-z]+=", Pattern.CASE_INSENSITIVE))
                .contains("default-src 'none'");
        assertThat(Pattern.compile("(?:href|src)=\"([^\"]*)\"")
                        .matcher(html)
                        .results()
                        .map(it -> it.group(1)))
                .allMatch(it -> it.startsWith("#") || it.startsWith("tel:"))
                .contains("tel:02079460123");
    }

    @Test
    void whatTheDatabasesHoldIsEscaped() {
        assertThat(html(Samples.header(Verdict.EXCEPTIONS, 9), Samples.oneOfEach()))
                .doesNotContain("<b>Bold")
                .contains("Mr &lt;b&gt;Bold&lt;/b&gt; &amp; \"Sons\"");
    }

    @Test
    void eachLinkInThePageHasItsTarget() {
        String html = html(Samples.header(Verdict.EXCEPTIONS, 9), Samples.oneOfEach());
        List<String> ids = Pattern.compile("\\bid=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(it -> it.group(1))
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(Pattern.compile("href=\"#([^\"]*)\"").matcher(html).results().map(it -> it.group(1)))
                .isNotEmpty()
                .isSubsetOf(ids);
    }

    @Test
    void anUnknownRunSaysWhy() {
        assertThat(text(html(Samples.unknown(), List.of())))
                .contains("Unknown: do not rely on this yet")
                .contains("Why this is unknown target: jdbc:h2:file:/plans/target/hub is locked")
                .doesNotContain("Trial balance", "exceptions");
    }

    @Test
    void aCleanRunSaysHowManyArrivedAndHowManyWereAccepted() {
        assertThat(text(html(Samples.header(Verdict.ACCOUNTED_FOR, 0), List.of())))
                .contains("Everything is accounted for")
                .contains("as agreed, but for 4 that somebody has accepted by name.")
                .contains("appointments in the new system as agreed 12,399")
                .doesNotContain("personal data");
    }

    @Test
    void twoThousandAreShownAndTheRestIsSaidToBeInTheCsv() {
        List<Finding> many =
                new ArrayList<>(Collections.nCopies(1_999, Samples.oneOfEach().getFirst()));
        many.addAll(Samples.oneOfEach().subList(1, 4));

        String html = html(Samples.header(Verdict.EXCEPTIONS, many.size()), many);

        assertThat(html.split("<li class=\"card\"", -1)).hasSize(2_001);
        assertThat(text(html))
                .contains(
                        "This page shows the 2,000 most urgent of 2,002 exceptions. The CSV report (reconcile --csv FILE) has all of them.")
                .contains("Already past 1,999 Apologise and rebook, where nobody came. The first 1,997 are shown.")
                .contains("Leak under the kitchen sink");
    }

    @Test
    void vulnerableHouseholdsComeFirstInTheirGroup() {
        assertThat(text(html(Samples.header(Verdict.EXCEPTIONS, 9), Samples.oneOfEach())))
                .containsSubsequence("Leak under the kitchen sink", "Appointment 300150", "Door won't close");
    }

    @Test
    void laterVisitsAndThosePastTheirTargetKeepTheOrderOfTheirTimes() {
        Finding later = Samples.oneOfEach().get(6);
        Finding vulnerable = Samples.booked(
                later,
                later.startsAt().orElseThrow().plusDays(1),
                later.endsAt().orElseThrow().plusDays(1),
                "N",
                true);

        assertThat(text(html(Samples.header(Verdict.EXCEPTIONS, 2), List.of(later, vulnerable))))
                .containsSubsequence("Later visits 2", "Thu 29 Oct", "Fri 30 Oct");
        assertThat(Urgency.of(later, later.targetDate().orElseThrow().minusDays(10)))
                .isEqualTo(Urgency.LATER);
        assertThat(Urgency.isOverdue(later, later.targetDate().orElseThrow())).isFalse();
        assertThat(Urgency.isOverdue(later, later.targetDate().orElseThrow().plusMinutes(1)))
                .isTrue();
    }

    @Test
    void aVisitWhoseTargetHasPassedIsMarked() {
        Finding overdue = Samples.due(Samples.oneOfEach().get(6), Samples.AS_OF.minusDays(1));

        assertThat(text(html(Samples.header(Verdict.EXCEPTIONS, 1), List.of(overdue))))
                .containsSubsequence("Past the target date 1", "Past its target");
    }

    @Test
    void whyContactsAreLeftOutIsANote() {
        StringWriter out = new StringWriter();
        HtmlReport.write(
                Samples.header(Verdict.EXCEPTIONS, 9),
                Samples.findings(Samples.oneOfEach()),
                new Contacts(job -> Optional.empty(), () -> List.of("Contacts are left out: contact.sql")),
                out);

        assertThat(text(out.toString())).contains("Contacts are left out: contact.sql");
    }

    @Test
    void theNextWeekdayOfAFridayIsMonday() {
        assertThat(WorkingDays.after(LocalDate.of(2026, 10, 15))).isEqualTo(LocalDate.of(2026, 10, 16));
        assertThat(WorkingDays.after(LocalDate.of(2026, 10, 16))).isEqualTo(LocalDate.of(2026, 10, 19));
        assertThat(WorkingDays.after(LocalDate.of(2026, 10, 17))).isEqualTo(LocalDate.of(2026, 10, 19));
    }

    private static String html(RunHeader header, List<Finding> findings) {
        StringWriter out = new StringWriter();
        HtmlReport.write(header, Samples.findings(findings), Samples.contacts(), out);
        return out.toString();
    }

    /** The page as it is read: without style and tags, white space folded. */
    private static String text(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", " ")
                .replaceAll("</(h1|h2|h3|li|p|dt|dd|td|th|span|strong|a)>", "$0 ")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .replace(" ,", ",");
    }
}
