package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Verdict;

/** The ledger as it stands in a database. What it says is a matter of {@link LedgerTest} and {@link ClaimTest}. */
class LedgerTablesTest {
    private final TwoSystems systems;

    LedgerTablesTest(@TempDir Path folder) {
        systems = new TwoSystems(folder).bothHold(aJob("100")).bothHold(anAppointment("900", "100"));
    }

    @Test
    void aLedgerThatIsNamedAndNotThereMakesTheVerdictUnknown() {
        systems.ledgerSays("jobs", "100", "LOADED", "", "id-100");
        TwoSystems.execute(systems.target, "DROP SCHEMA rollcall CASCADE");
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .containsExactly(
                            "ledger rollcall.balance of connection 'target': is not there; run 'migrate' first, or"
                                    + " leave the ledger out of plan.yaml");
        }
    }

    @Test
    void eachEntryIsReadFromTheLedgersTables() {
        systems.ledgerEnters(1, "jobs", "100", 1, "REJECTED", "no property", "")
                .ledgerEnters(2, "jobs", "100", 1, "LOADED", "", "id-100")
                .ledgerEnters(1, "appointments", "900", 1, "LOADED", "", "id-900")
                .ledgerEnters(2, "appointments", "900", 1, "LOADED", "", "77");
        try (Result result = systems.run()) {
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .containsExactly("CLAIM appointments 900 LOADED_TWICE");
            assertThat(result.header().notes()).noneMatch(it -> it.contains("ledger"));
        }
    }

    @Test
    void aLedgerThatShowsItsLastEntriesOnlyIsReadAndANoteSaysSo() {
        systems.ledgerSays("appointments", "900", "LOADED", "", "id-900")
                .ledgerSays("jobs", "100", "LOADED", "", "id-100");
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(result.header().notes())
                    .contains(
                            "ledger rollcall.balance of connection 'target' tells the last entry of each record only, for"
                                    + " the tables debit and credit are not to be seen beside it: what was loaded twice is not"
                                    + " noticed.");
        }
    }
}
