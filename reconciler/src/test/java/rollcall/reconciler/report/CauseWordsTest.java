package rollcall.reconciler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Hints;
import rollcall.reconciler.finding.Population;

/** Who has made a row as it is, and when, in the words of a report. */
class CauseWordsTest {
    private static final Optional<LocalDateTime> SUNDAY = Optional.of(LocalDateTime.of(2026, 10, 18, 2, 0));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INVISIBLE | CANCELLED            | cancelled or closed in the new system, by svc, Sun 18 Oct 2026, 02:00
            INVISIBLE | CANCELLED_SINCE_LOAD | it was cancelled or ended after the load, by svc, Sun 18 Oct 2026, 02:00
            DIFFERENT | CHANGED_SINCE_LOAD   | it was changed after the load, by svc, Sun 18 Oct 2026, 02:00
            DIFFERENT | SHIFTED_ONE_DAY      | both ends are exactly a day off; touched in the new system, by svc, Sun 18 Oct 2026, 02:00
            UNEXPECTED | UNEXPLAINED         | nothing says why; made in the new system, by svc, Sun 18 Oct 2026, 02:00
            DIFFERENT | UNEXPLAINED          | nothing says why; touched in the new system, by svc, Sun 18 Oct 2026, 02:00
            """)
    void whoHasMadeItSoIsToldAndOfValuesOnlyWhoHasTouchedTheRow(ExceptionClass type, String cause, String words) {
        assertThat(CauseWords.of(finding(type, cause).withHints(Hints.NONE.withSince("svc", SUNDAY))))
                .isEqualTo(words);
        assertThat(CauseWords.of(finding(type, cause).withHints(Hints.NONE.withSince("", SUNDAY))))
                .isEqualTo(words.replace(", by svc", ""));
        assertThat(CauseWords.of(finding(type, cause)))
                .isEqualTo(words.replaceAll("(; (touched|made) in the new system)?, by svc.*", ""));
    }

    private static Finding finding(ExceptionClass type, String cause) {
        return Samples.finding(type, cause, "", Population.APPOINTMENTS, "300122", "01551932");
    }
}
