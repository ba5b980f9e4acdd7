package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.fixtures.server.AnnouncedDriver;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.ReconciliationPlan;

/** SQL Server and Oracle as the checker's legacy, as far as JDBC shows them. */
class OtherProductsTest {
    private final TwoSystems systems;

    OtherProductsTest(@TempDir Path folder) {
        systems = new TwoSystems(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "Oracle, Legacy was read in one moment.",
        "Microsoft SQL Server with snapshots, Legacy was read in one moment.",
        "Microsoft SQL Server, 'Legacy was read 2 times, as its database gives no snapshot, until each record was the same twice in a row; nothing had changed in between.'",
    })
    void timesOfDayAgreeAndNothingButThePlansQueriesIsAsked(String product, String reading) {
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(ComparableRow.anAppointment("1", "J1"));
        DatabaseConnection legacy = new DatabaseConnection(
                "legacy", AnnouncedDriver.url(product, systems.legacy.url()), "sa", "", "public");
        String source = "SELECT * FROM held WHERE ${as-of} > TIMESTAMP '2000-01-01 00:00:00'";
        String census = "SELECT population, reference FROM census";
        systems.changed(it -> new ReconciliationPlan(
                it.name(),
                systems.query(legacy, "source.sql", source),
                it.target(),
                Optional.of(systems.query(legacy, "census.sql", census)),
                it.contact(),
                it.ledger()));
        AnnouncedDriver.asked();

        try (Result result = systems.run()) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.findings(result)).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(result.header().readings().getFirst()).isEqualTo(reading);
        }
        List<String> asked = AnnouncedDriver.asked();
        assertThat(asked)
                .filteredOn(it -> !it.contains("sys.databases"))
                .containsOnly(source.replace("${as-of}", "{ts '2026-10-16 18:00:00'}"), census);
        assertThat(asked).filteredOn(it -> it.contains("sys.databases")).hasSize(product.equals("Oracle") ? 0 : 1);
    }
}
