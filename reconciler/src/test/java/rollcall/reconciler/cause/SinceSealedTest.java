package rollcall.reconciler.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.reconciler.cause.SinceSealed.Rows;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Hints;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.side.SideRow;
import rollcall.reconciler.side.Trail;
import rollcall.reconciler.sort.RowWriter;

/** What legacy's seal shows of an exception, and where it shows nothing: the exception is then told as it was. */
class SinceSealedTest {
    private static final LocalDateTime SEALED = LocalDateTime.of(2026, 10, 16, 18, 5);
    private static final SinceSealed SINCE =
            new SinceSealed(SEALED, (was, there) -> was.values().equals(there.values()));
    private static final List<SideRow> NONE = List.of();
    private static final String ON = "CHANGED_IN_LEGACY on 16 Oct 2026, 18:05";

    @ParameterizedTest
    @EnumSource(names = {"DIFFERENT", "INVISIBLE"})
    void whereTheNewSystemHasItAsItWasSealedLegacyHasChangedItSince(ExceptionClass type) {
        Finding finding = finding(type, Cause.UNEXPLAINED, "901");

        assertThat(told(finding, new Rows(legacy("PM"), legacy("AM"), there("AM"))))
                .isEqualTo(ON);
        assertThat(told(finding, new Rows(legacy("PM"), legacy("EV"), there("AM"))))
                .as("it was bent before already")
                .isEqualTo("UNEXPLAINED ");
        assertThat(told(finding, new Rows(legacy("PM"), left("AM"), there("AM"))))
                .as("it was not to be moved then")
                .isEqualTo("UNEXPLAINED ");
        assertThat(told(finding, new Rows(legacy("PM"), NONE, there("AM"))))
                .as("it was not there then")
                .isEqualTo("UNEXPLAINED ");
    }

    @Test
    void whatIsLostWasNotThereOrNotToBeMovedWhenItWasSealed() {
        Finding finding = finding(ExceptionClass.MISSING, Cause.NEVER_EXTRACTED, "901");

        assertThat(told(finding, new Rows(legacy("AM"), NONE, NONE))).isEqualTo(ON + "; it was not there then");
        assertThat(told(finding, new Rows(legacy("AM"), left("AM"), NONE)))
                .isEqualTo(ON + "; it was not to be moved then");
        assertThat(told(finding, new Rows(legacy("AM"), legacy("AM"), NONE)))
                .as("it was to be moved then")
                .isEqualTo("NEVER_EXTRACTED ");
        assertThat(told(finding, new Rows(legacy("AM"), NONE, there("AM"))))
                .as("one of several is there")
                .isEqualTo("NEVER_EXTRACTED ");
    }

    @Test
    void whatIsLeftOverIsGoneFromLegacyOrOfAnotherKindOrReplaced() {
        Finding finding = finding(ExceptionClass.UNEXPECTED, Cause.UNEXPLAINED, "901");

        assertThat(told(finding, new Rows(NONE, legacy("AM"), there("AM")))).isEqualTo(ON + "; it is gone from there");
        assertThat(told(finding, new Rows(left("AM"), legacy("AM"), there("AM"))))
                .isEqualTo(ON + "; it is of kind 'closed' now");
        assertThat(told(finding, new Rows(replaced("AM"), legacy("AM"), there("AM"))))
                .isEqualTo(ON + "; another one has taken its place");
        assertThat(told(finding, new Rows(NONE, NONE, there("AM"))))
                .as("legacy never had it")
                .isEqualTo("UNEXPLAINED ");
    }

    @Test
    void ofSeveralRowsOnAnyOfTheThreeNobodyCanSayWhichHasBecomeWhich() {
        Finding finding = finding(ExceptionClass.DIFFERENT, Cause.UNEXPLAINED, "901");
        List<SideRow> now = legacy("PM");
        List<SideRow> sealed = legacy("AM");
        List<SideRow> there = there("AM");

        assertThat(told(finding, new Rows(now, sealed, there))).isEqualTo(ON);
        assertThat(told(finding, new Rows(twice(now), sealed, there))).isEqualTo("UNEXPLAINED ");
        assertThat(told(finding, new Rows(now, twice(sealed), there))).isEqualTo("UNEXPLAINED ");
        assertThat(told(finding, new Rows(now, sealed, twice(there)))).isEqualTo("UNEXPLAINED ");
    }

    @Test
    void whenLegacyWasGivenItIsToldWhereThatWasAfterTheSeal() {
        Finding finding = finding(ExceptionClass.MISSING, Cause.UNEXPLAINED, "901")
                .withHints(Hints.NONE.withSince("ben", Optional.empty()));

        assertThat(SINCE.explained(finding, new Rows(entered("2026-10-17T09:14"), NONE, NONE))
                        .hints())
                .isEqualTo(Hints.NONE.withSince("", Optional.of(LocalDateTime.parse("2026-10-17T09:14"))));
        assertThat(SINCE.explained(finding, new Rows(entered("2026-10-16T18:05"), NONE, NONE))
                        .hints())
                .isEqualTo(Hints.NONE);
        assertThat(SINCE.explained(finding, new Rows(legacy("AM"), NONE, NONE)).hints())
                .isEqualTo(Hints.NONE);
    }

    /** Whether a seal may say more of an exception than is known: what the ledger has taken in was there before. */
    @ParameterizedTest
    @CsvSource({
        "MISSING, UNEXPLAINED, true",
        "MISSING, NEVER_EXTRACTED, true",
        "MISSING, UNMAPPED_CODE, true",
        "MISSING, REJECTED, false",
        "MISSING, GONE_SINCE_LOAD, false",
        "UNEXPECTED, UNEXPLAINED, true",
        "UNEXPECTED, SUPERSEDED, true",
        "UNEXPECTED, EXCLUDED_BY_SCOPE, true",
        "UNEXPECTED, NO_REFERENCE, false",
        "INVISIBLE, CANCELLED, true",
        "INVISIBLE, CANCELLED_IN_BULK, false",
        "DIFFERENT, UNEXPLAINED, true",
        "DUPLICATED, UNEXPLAINED, false",
        "INCONSISTENT, UNEXPLAINED, false",
        "CLAIM, NOT_IN_LEDGER, false",
    })
    void whatASealMayExplain(ExceptionClass type, Cause cause, boolean may) {
        assertThat(SinceSealed.mayExplain(finding(type, cause, "901"))).isEqualTo(may);
        assertThat(SinceSealed.mayExplain(finding(type, cause, "(blank) 3f9a21c47b0d")))
                .as("of a row without a reference nobody can say which one it was then")
                .isFalse();
    }

    @Test
    void anExceptionThatASealMayNotExplainStaysAsItWas() {
        Finding rejected = finding(ExceptionClass.MISSING, Cause.REJECTED, "901");

        assertThat(SINCE.explained(rejected, new Rows(legacy("AM"), NONE, NONE)))
                .isSameAs(rejected);
    }

    private static String told(Finding finding, Rows rows) {
        Finding explained = SINCE.explained(finding, rows);
        return explained.cause() + " " + explained.causeDetail();
    }

    private static List<SideRow> legacy(String slot) {
        return List.of(row(true, false, slot, "open", Optional.empty()));
    }

    /** One that the scope leaves out. */
    private static List<SideRow> left(String slot) {
        return List.of(row(false, false, slot, "closed", Optional.empty()));
    }

    /** One that another has replaced. */
    private static List<SideRow> replaced(String slot) {
        return List.of(row(false, true, slot, "rebooked", Optional.empty()));
    }

    private static List<SideRow> entered(String at) {
        return List.of(row(true, false, "AM", "open", Optional.of(LocalDateTime.parse(at))));
    }

    private static List<SideRow> there(String slot) {
        return List.of(row(true, false, slot, "", Optional.empty()));
    }

    private static List<SideRow> twice(List<SideRow> rows) {
        return List.of(rows.getFirst(), rows.getFirst());
    }

    private static SideRow row(
            boolean moved, boolean superseded, String slot, String kind, Optional<LocalDateTime> enteredAt) {
        return new SideRow(
                moved,
                superseded,
                true,
                true,
                "",
                List.of(new SideRow.Value(RowWriter.TEXT, slot, 0)),
                Map.of(),
                kind,
                "",
                Trail.NONE,
                "",
                enteredAt);
    }

    private static Finding finding(ExceptionClass type, Cause cause, String reference) {
        return FindingDraft.ofReference(type, Explanation.of(cause), Population.APPOINTMENTS, reference, SEALED);
    }
}
