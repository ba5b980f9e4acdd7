package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.ExceptionClass;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.RunHeader.Census;

/** Rows of legacy without a reference, the census and the ledger, held against each other as numbers. */
class BlankBooksTest {
    private static final int MANY = 1_500;

    private final TwoSides sides;

    BlankBooksTest(@TempDir Path folder) {
        sides = new TwoSides(folder).bothHold(aJob("100"));
    }

    private static ComparableRow blank(int property) {
        return anAppointment("", "100").with("property", "P" + property);
    }

    private static ComparableRow closed(int property) {
        return blank(property).with("kind", "closed").with("live", "false");
    }

    private void says(String line, String outcome, String detail) {
        says(1, line, outcome, detail);
    }

    private void says(int run, String line, String outcome, String detail) {
        sides.ledgerEnters(
                run, "appointments", "line:" + line, 1, outcome, detail, outcome.equals("LOADED") ? "77" : "");
    }

    private void knowsTheJob() {
        sides.ledgerEnters(1, "jobs", "100", 1, "LOADED", "", "id-100");
    }

    @Test
    void thoseThatAreAlikeAreNumbered() {
        sides.legacyHolds(blank(1)).legacyHolds(blank(1)).legacyHolds(blank(1)).legacyHolds(blank(2));

        List<String> names =
                sides.findings().stream().map(Finding::reference).sorted().toList();
        assertThat(names).hasSize(4).allMatch(it -> it.startsWith("(blank) "));
        assertThat(names.stream().filter(it -> it.contains("#")))
                .hasSize(2)
                .anyMatch(it -> it.endsWith(" #2"))
                .anyMatch(it -> it.endsWith(" #3"));
    }

    @Test
    void theLedgersEntriesAreCountedToTheLastAndToldWhereAllSayTheSame() {
        knowsTheJob();
        for (int i = 0; i < MANY; i++) {
            sides.legacyHolds(blank(i));
            says("" + i, "REJECTED", "no reference");
        }
        try (Result result = sides.bothHold(anAppointment("900", "100"))
                .ledgerEnters(1, "appointments", "900", 1, "LOADED", "", "id-900")
                .run()) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.tally(result, APPOINTMENTS).rejected()).isEqualTo(MANY);
            assertThat(TwoSystems.findings(result))
                    .hasSize(MANY)
                    .allMatch(it ->
                            it.cause().equals("REJECTED") && it.causeDetail().startsWith("no reference; "));
        }
    }

    @Test
    void whatTheLedgerSaysOfOneIsNotToldOfAll() {
        knowsTheJob();
        sides.legacyHolds(blank(1)).legacyHolds(blank(2));
        says("1", "REJECTED", "trade X");
        says("2", "REJECTED", "slot Y");

        assertThat(sides.findings())
                .hasSize(2)
                .allMatch(
                        it -> it.cause().equals("REJECTED") && it.causeDetail().startsWith("it has no reference: "));
    }

    /** Which of them was loaded nobody can tell; that one was rejected is why it is not there. */
    @Test
    void ofTwoOutcomesTheOneByWhichThereIsNoRowIsTold() {
        knowsTheJob();
        sides.legacyHolds(blank(1)).legacyHolds(blank(2)).legacyHolds(blank(3));
        says("1", "LOADED", "");
        says("2", "EXCLUDED", "closed");
        says("3", "LOADED", "");

        assertThat(sides.findings())
                .hasSize(3)
                .allMatch(
                        it -> it.cause().equals("EXCLUDED") && it.causeDetail().startsWith("it has no reference: "));
    }

    @Test
    void ofTwoOutcomesByWhichThereIsNoRowARejectionIsTold() {
        knowsTheJob();
        sides.legacyHolds(blank(1)).legacyHolds(blank(2));
        says("1", "EXCLUDED", "closed");
        says("2", "REJECTED", "trade X");

        assertThat(sides.findings()).extracting(Finding::cause).containsExactly("REJECTED", "REJECTED");
    }

    @Test
    void entriesForWhichLegacyHasNoRowAreOneClaim() {
        knowsTheJob();
        sides.legacyHolds(closed(1));
        says("1", "EXCLUDED", "closed");
        says("2", "EXCLUDED", "closed");

        try (Result result = sides.run()) {
            assertThat(told(result))
                    .containsExactly(
                            "CLAIM appointments (blank) NOT_IN_LEGACY 2 entries in the ledger, 1 rows in legacy");
            assertThat(TwoSystems.tally(result, APPOINTMENTS).claim()).isEqualTo(1);
        }
    }

    @Test
    void withoutACensusLegacysOwnRowsAreWhatThereAre() {
        knowsTheJob();
        sides.withoutCensus().legacyHolds(closed(1)).legacyHolds(closed(2));
        says("1", "EXCLUDED", "closed");
        says("2", "EXCLUDED", "closed");

        assertThat(sides.exceptions()).isEmpty();
    }

    @Test
    void asManyEntriesAsTheCensusCountsAreNoClaim() {
        knowsTheJob();
        sides.legacyHolds(closed(1)).censusCounts("appointments", "");
        says("1", "EXCLUDED", "closed");
        says("2", "EXCLUDED", "closed");

        assertThat(sides.exceptions()).isEmpty();
    }

    @Test
    void anEntryThatSaysLoadedWhereNoneWasToBeMovedIsAClaim() {
        knowsTheJob();
        sides.legacyHolds(closed(1));
        says("1", "LOADED", "");

        assertThat(sides.exceptions()).containsExactly("CLAIM appointments (blank) CLAIMED_LOADED");
    }

    @Test
    void anEntryWhereLegacyHasNoneAtAllIsToldInItsOwnWords() {
        knowsTheJob();
        says("1", "LOADED", "in passing");

        try (Result result = sides.run()) {
            assertThat(told(result)).containsExactly("CLAIM appointments (blank) NOT_IN_LEGACY LOADED: in passing");
        }
    }

    @Test
    void whereOneWasToBeMovedItIsAnExceptionByItselfAndNoClaimBesides() {
        knowsTheJob();
        sides.legacyHolds(blank(1));
        says("1", "REJECTED", "no reference");
        says("2", "REJECTED", "no reference");

        assertThat(sides.findings()).extracting(Finding::type).containsExactly(ExceptionClass.MISSING);
    }

    @Test
    void whatOneSaysOfTheHouseholdIsToldOfItsJobsOthers() {
        sides.legacyHolds(blank(1).with("alerts", "DA").with("kind", "closed"))
                .legacyHolds(anAppointment("901", "100"));

        assertThat(sides.findings())
                .singleElement()
                .satisfies(it -> assertThat(it.particulars().alerts()).isEqualTo("DA"));
    }

    @Test
    void aCensusThatCountsAsManyHasNothingToSay() {
        sides.legacyHolds(closed(1))
                .bothHold(anAppointment("900", "100"))
                .bothHold(anAppointment("901", "100").with("trade", "EL"))
                .doesNotCount("appointments", "901");

        try (Result result = sides.run()) {
            assertThat(result.header().census()).contains(new Census(3, 0, List.of()));
            assertThat(result.header().unknowns()).singleElement().asString().contains("have keys (appointments 901);");
        }
        assertThat(unread()).doesNotExist();
    }

    @Test
    void thoseThatTheSourceQueryDropsAreCountedAndWrittenDown() {
        sides.legacyHolds(closed(1))
                .censusCounts("appointments", "")
                .censusCounts("appointments", "")
                .bothHold(anAppointment("900", "100"));

        try (Result result = sides.run()) {
            assertThat(result.header().census()).contains(new Census(5, 2, List.of("appointments (blank)")));
        }
        assertThat(unread()).hasContent("""
                population,reference,rows,in_new_system
                appointments,"(blank)",2,no
                """);
    }

    @Test
    void thoseThatTheSourceQueryRepeatsAreCounted() {
        sides.legacyHolds(closed(1))
                .legacyHolds(closed(1))
                .doesNotCount("appointments", "")
                .bothHold(anAppointment("900", "100"));

        try (Result result = sides.run()) {
            assertThat(result.header().unknowns())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "the source query yields 2 rows more than legacy's base tables have keys (appointments (blank));");
        }
        assertThat(unread()).doesNotExist();
    }

    private Path unread() {
        return sides.work().resolve("unread-legacy-against-new.csv");
    }

    private static List<String> told(Result result) {
        return TwoSystems.findings(result).stream()
                .map(it -> TwoSystems.told(it) + " " + it.causeDetail())
                .toList();
    }
}
