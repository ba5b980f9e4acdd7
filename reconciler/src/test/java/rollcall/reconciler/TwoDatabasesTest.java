package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;
import static rollcall.reconciler.finding.Population.APPOINTMENTS;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.finding.Verdict;

/** Rows as databases yield them. What comes of them afterwards is a matter of {@link ReconciliationTest}. */
class TwoDatabasesTest {
    private final TwoSystems systems;

    TwoDatabasesTest(@TempDir Path folder) {
        systems = new TwoSystems(folder).bothHold(aJob("100")).bothHold(anAppointment("900", "100"));
    }

    @Test
    void equalSidesAreAccountedFor() {
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(TwoSystems.tally(result, APPOINTMENTS))
                    .isEqualTo(new Tally(1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(result.header().census().orElseThrow().keys()).isEqualTo(2);
        }
    }

    @Test
    void secondsAreNotCompared() {
        systems.bothHold(aJob("101"))
                .legacyHolds(anAppointment("901", "101").with("starts_at", "2026-10-20T08:00:59"))
                .targetHolds(anAppointment("901", "101"));
        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void referencesThatACollationWouldFoldAreTwoKeys() {
        systems.bothHold(aJob("101"))
                .legacyHolds(anAppointment("å1", "101").with("trade", "EL"))
                .targetHolds(anAppointment("a1", "101"));
        assertThat(systems.exceptions())
                .containsExactly("MISSING appointments å1 UNEXPLAINED", "UNEXPECTED appointments a1 UNEXPLAINED");
    }

    @Test
    void visibleCountsWithoutLiveToo() {
        TwoSystems.execute(systems.target, "UPDATE held SET visible = false WHERE reference = '900'");
        TwoSystems.execute(systems.target, "ALTER TABLE held DROP COLUMN live");
        TwoSystems.execute(systems.legacy, "ALTER TABLE held DROP COLUMN live");
        assertThat(systems.exceptions()).containsExactly("INVISIBLE appointments 900 DEAD_END_STATUS");
    }

    @Test
    void aColumnThatTheNewSystemDoesNotTellIsNamedAndExcusesNobody() {
        systems.withTrail().changed(EvolvedTest::evolving);
        TwoSystems.execute(systems.target, "ALTER TABLE held DROP COLUMN created_by");

        try (Result result = systems.run()) {
            assertThat(result.header().notes())
                    .anyMatch(it -> it.startsWith("reconcile/target.sql does not yield created_by:"));
        }
    }
}
