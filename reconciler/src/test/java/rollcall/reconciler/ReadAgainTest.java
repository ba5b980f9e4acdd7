package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.RunHeader.Settled;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.settle.Settling;

/** Two databases that are read a second time, so that differences may settle; {@link SettleTest} says what then counts. */
class ReadAgainTest {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private final TwoSystems systems;

    ReadAgainTest(@TempDir Path folder) {
        systems = new TwoSystems(folder)
                .bothHold(aJob("100"))
                .bothHold(aJob("101"))
                .bothHold(anAppointment("900", "100"))
                .legacyHolds(anAppointment("901", "100").with("trade", "EL"));
    }

    private Result settle(Runnable meanwhile) {
        return systems.settle(new Settling(TWO_MINUTES, time -> meanwhile.run()));
    }

    private static List<String> told(Result result) {
        return TwoSystems.findings(result).stream().map(TwoSystems::told).toList();
    }

    @Test
    void whatHasArrivedMeanwhileDissolves() {
        try (Result result =
                settle(() -> systems.targetHolds(anAppointment("901", "100").with("trade", "EL")))) {
            assertThat(told(result)).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(result.header().settled()).contains(new Settled(TWO_MINUTES, 1, 1));
        }
    }

    @Test
    void aRowThatCannotBeUnderstoodAtTheSecondReadingHasNotDissolved() {
        try (Result result = settle(() -> TwoSystems.execute(
                systems.legacy, "UPDATE held SET population = 'apointments' WHERE reference = '901'"))) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(told(result)).containsExactly("MISSING appointments 901 UNEXPLAINED");
        }
    }

    @Test
    void whatCouldNotBeReadAgainHasNotDissolved() {
        try (Result result = settle(() -> TwoSystems.execute(systems.target, "DROP TABLE held"))) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("read again to let differences settle: reconcile/target.sql");
            assertThat(told(result)).containsExactly("MISSING appointments 901 UNEXPLAINED");
            assertThat(result.header().settled()).isEmpty();
        }
    }
}
