package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;
import static rollcall.reconciler.finding.Population.JOBS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.RunHeader.Census;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.finding.Verdict;

/** Each row is in one count, legacy's own keys are all read, and what is superseded has something moved in its place. */
class BooksTest {
    private final TwoSides systems;

    BooksTest(@TempDir Path folder) {
        systems = new TwoSides(folder).bothHold(aJob("100")).bothHold(anAppointment("900", "100"));
    }

    @Test
    void eachRowOfEitherSideIsInOneCount() {
        systems.changed(EvolvedTest::evolving).ledgerSays("jobs", "100", "LOADED", "", "id-100");
        loaded("900");
        systems.ledgerSays("appointments", "801", "MERGED", "900", "")
                .ledgerSays("appointments", "802", "MERGED", "900", "");
        for (String each : List.of("1", "2")) {
            systems.legacyHolds(visit("80" + each));
            systems.legacyHolds(visit("81" + each))
                    .ledgerSays("appointments", "81" + each, "REJECTED", "no property", "");
            systems.legacyHolds(visit("82" + each))
                    .targetHolds(visit("82" + each).with("visible", "false"));
            systems.legacyHolds(visit("83" + each))
                    .targetHolds(visit("83" + each).with("slot", "PM"));
            systems.bothHold(visit("84" + each)).targetHolds(visit("84" + each).with("target_id", "b" + each));
            systems.bothHold(visit("85" + each)).ledgerSays("appointments", "85" + each, "REJECTED", "no property", "");
            systems.legacyHolds(visit("86" + each))
                    .targetHolds(visit("86" + each)
                            .with("slot", "PM")
                            .with("changed_by", "ben@council.example")
                            .with("changed_at", "2026-10-19T07:00"));
            systems.legacyHolds(visit("87" + each).with("kind", "closed"));
            systems.legacyHolds(visit("88" + each).with("live", "false").with("superseded_by", "900"));
            systems.targetHolds(visit("89" + each));
            systems.targetHolds(visit("")
                    .with("target_id", "7" + each)
                    .with("trade", "N" + each)
                    .with("created_by", "ben@council.example")
                    .with("created_at", "2026-10-19T07:00"));
            systems.bothHold(visit("91" + each).with("live", "false").with("trade", "T"))
                    .bothHold(visit("92" + each).with("trade", "X" + each));
            for (String matched : List.of("82", "83", "84", "86", "91", "92")) {
                loaded(matched + each);
            }
        }
        systems.legacyHolds(visit("863"))
                .targetHolds(visit("863")
                        .with("slot", "PM")
                        .with("changed_by", "ben@council.example")
                        .with("changed_at", "2026-10-19T07:00"));
        loaded("863");
        systems.bothHold(visit("930").with("trade", "X1")).bothHold(visit("931").with("trade", "X2"));
        loaded("930");
        loaded("931");
        systems.accepts(APPOINTMENTS, "891", ExceptionClass.UNEXPECTED);

        try (Result result = systems.run()) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.tally(result, APPOINTMENTS))
                    .isEqualTo(new Tally(26, 24, 9, 4, 2, 2, 2, 2, 2, 2, 3, 2, 2, 4, 2, 2, 1));
        }
    }

    private void loaded(String reference) {
        systems.ledgerSays("appointments", reference, "LOADED", "", "id-" + reference);
    }

    /** An appointment that is in nobody's way. */
    private static ComparableRow visit(String reference) {
        return anAppointment(reference, "100").with("trade", "T" + reference);
    }

    @Test
    void aKeyThatTheSourceQueryDropsIsSeenByTheCensusAndWrittenDown() throws IOException {
        systems.censusCounts("appointments", "901")
                .censusCounts("jobs", "12\" pipe")
                .censusCounts("jobs", "12\" pipe")
                .targetHolds(aJob("12\" pipe").with("property", "P7"));
        unknown(
                "3 keys of legacy's base tables are not in the source query (appointments 901, jobs 12\" pipe); it drops rows:"
                        + " correct it. All of them: unread-legacy-against-new.csv in the plan's work folder");
        assertThat(unread()).hasContent("""
                        population,reference,rows,in_new_system
                        appointments,"901",1,no
                        jobs,"12\"\" pipe",2,yes
                        """);
        assertThat(systems.work().resolve("unread-legacy-against-new.csv.unfinished"))
                .doesNotExist();
    }

    @Test
    void ofAKeyThatIsThereSeveralTimesTheRowsThatTheSourceQueryDropsAreCounted() throws IOException {
        systems.censusCounts("appointments", "900").censusCounts("appointments", "900");
        try (Result result = systems.run()) {
            assertThat(result.header().census()).contains(new Census(4, 2, List.of("appointments 900")));
        }
        assertThat(unread()).hasContent("""
                population,reference,rows,in_new_system
                appointments,"900",2,yes
                """);
    }

    @Test
    void aListOfUnreadKeysIsGoneOnceThereAreNone() throws IOException {
        Files.createDirectories(systems.work());
        Files.writeString(unread(), "of last night");
        systems.run().close();
        assertThat(unread()).doesNotExist();
    }

    @Test
    void ofManyKeysThatAreNotReadTheFirstFiveAreToldAndAllAreCounted() {
        for (int i = 1; i <= 6; i++) {
            systems.censusCounts("jobs", "20" + i);
        }
        systems.legacyHolds(aJob("301")).doesNotCount("jobs", "301");
        try (Result result = systems.run()) {
            assertThat(result.header().census())
                    .contains(new Census(8, 6, List.of("jobs 201", "jobs 202", "jobs 203", "jobs 204", "jobs 205")));
            assertThat(result.header().unknowns())
                    .anyMatch(it -> it.contains("(jobs 201, jobs 202, jobs 203, jobs 204, jobs 205 …)"))
                    .anyMatch(it -> it.contains("(jobs 301)"));
        }
    }

    @Test
    void aCensusThatCountsNothingIsNone() {
        systems.doesNotCount("jobs", "100").doesNotCount("appointments", "900");
        unknown("the census counts no keys at all; correct the census query");
    }

    @Test
    void withoutACensusNothingIsSaidOfIt() {
        systems.withoutCensus().censusCounts("jobs", "107");
        try (Result result = systems.run()) {
            assertThat(result.header().census()).isEmpty();
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(result.header().notes())
                    .containsExactly(
                            "The plan has no census: rows that the source query itself drops would not be seen.");
        }
    }

    @Test
    void aRowThatStaffHaveMadeIsNoneThatTheSourceQueryRepeats() {
        systems.targetHolds(aJob("").with("target_id", "77"));
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns()).isEmpty();
        }
    }

    @Test
    void aRowThatTheSourceQueryRepeatsIsSeenByTheCensus() {
        systems.bothHold(aJob("101"))
                .doesNotCount("jobs", "101")
                .bothHold(aJob("102"))
                .doesNotCount("jobs", "102")
                .legacyHolds(aJob("102"));
        unknown(
                "the source query yields 2 rows more than legacy's base tables have keys (jobs 101, jobs 102); it repeats rows, or"
                        + " legacy changed while it was read: correct it or run again");
    }

    @Test
    void aBlankReferenceIsCountedAndMissing() {
        systems.legacyHolds(aJob("").with("job", ""));
        assertThat(systems.exceptions())
                .singleElement()
                .asString()
                .matches("MISSING jobs \\(blank\\) [0-9a-f]{12} UNEXPLAINED");
    }

    @Test
    void aRowSupersededByOneThatIsMovedIsAccountedFor() {
        systems.legacyHolds(rebooked("901", "900"));
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1 << 20})
    void aRowSupersededByOneThatIsNotMovedInItsPlaceIsUnknown(long memory) {
        systems.inMemoryOf(memory)
                .legacyHolds(rebooked("901", "999"))
                .legacyHolds(rebooked("902", "901"))
                .legacyHolds(anAppointment("903", "100").with("kind", "closed").with("live", "false"))
                .legacyHolds(rebooked("904", "903"))
                .legacyHolds(rebooked("905", "905"));
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .containsExactly(
                            "appointments 902 is superseded by 901, which is itself superseded; correct superseded_by in"
                                    + " the source query",
                            "appointments 904 is superseded by 903, which is not to be moved; correct superseded_by in"
                                    + " the source query",
                            "appointments 905 is superseded by itself; correct superseded_by in the source query",
                            "appointments 901 is superseded by 999, which the source query does not yield; correct"
                                    + " superseded_by in the source query");
        }
    }

    @Test
    void ofManyThatAreSupersededByWhatIsNotMovedFiveAreTold() {
        for (int i = 1; i <= 6; i++) {
            systems.legacyHolds(rebooked("90" + i, "999"));
        }
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns())
                    .hasSize(6)
                    .endsWith("and more rows of legacy are superseded by what is not moved in their place");
        }
    }

    @Test
    void aBlankReferenceThatIsSupersededByNothingIsToldAsBlank() {
        systems.legacyHolds(rebooked("", "999"));
        unknown(
                "appointments (blank) is superseded by 999, which the source query does not yield; correct superseded_by"
                        + " in the source query");
    }

    @Test
    void ofSeveralRowsInThePlaceOfOneItIsEnoughThatOneIsMoved() {
        systems.legacyHolds(anAppointment("903", "100").with("kind", "closed").with("live", "false"))
                .legacyHolds(anAppointment("903", "100").with("trade", "EL"))
                .legacyHolds(rebooked("904", "903"));
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns()).isEmpty();
        }
    }

    @Test
    void aJobDoesNotSupersedeAnAppointment() {
        systems.legacyHolds(rebooked("901", "100"));
        unknown("appointments 901 is superseded by 100, which the source query does not yield; correct superseded_by in"
                + " the source query");
    }

    @Test
    void aThousandRowsOfOneReferenceAreCompared() {
        of(1000);
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(TwoSystems.tally(result, JOBS).matched()).isEqualTo(1001);
        }
    }

    @Test
    void moreThanAThousandAreCountedAndRefused() {
        of(1002);
        systems.legacyHolds(aJob("200").with("slot", "last")).legacyHolds(aJob("150"));
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns())
                    .containsExactly(
                            "more rows have one reference than can be held at once, 1,000 or 8 MB of them (jobs 200);"
                                    + " correct the query");
            assertThat(TwoSystems.tally(result, JOBS))
                    .isEqualTo(new Tally(1005, 1003, 1003, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void moreThanAThousandInWhosePlaceOneHasComeAreRefused() {
        for (int i = 0; i < 1001; i++) {
            systems.legacyHolds(rebooked("9000" + i, "900"));
        }
        unknown("more rows have one reference than can be held at once, 1,000 or 8 MB of them (appointments 900);"
                + " correct the query");
    }

    /** As if a row had got lost between the reading of a side and the comparing. */
    @ParameterizedTest
    @CsvSource({
        "source, legacy: 3 rows were read and 2 compared",
        "target, new system: 3 rows were read and 2 compared",
        "superseded, superseded: 1 rows were read and 0 compared",
        "census, census: 3 rows were read and 2 compared",
        "ledger, ledger: 2 rows were read and 1 compared",
    })
    void aRowThatGotLostOnTheWayIsAFaultOfOurs(String side, String told) {
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");

        assertThatThrownBy(() -> systems.losing(side).run()).hasMessage(told + "; this is a fault of ours");
    }

    private void of(int rows) {
        for (int i = 0; i < rows; i++) {
            systems.bothHold(aJob("200").with("slot", String.valueOf(i)));
        }
    }

    @Test
    void whoIsInterruptedWhileComparingStops() {
        for (int i = 0; i < 1100; i++) {
            systems.bothHold(aJob("2" + i));
        }
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(systems::run).hasRootCauseMessage("interrupted while comparing; run again");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private Path unread() {
        return systems.work().resolve("unread-legacy-against-new.csv");
    }

    private static ComparableRow rebooked(String reference, String by) {
        return anAppointment(reference, "100").with("live", "false").with("superseded_by", by);
    }

    private void unknown(String line) {
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns()).contains(line);
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }
}
