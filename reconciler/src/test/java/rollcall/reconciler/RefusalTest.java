package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.plan.Scope.Decision;

/** Whenever something could not be established, the verdict says so, with a place and a remedy. */
class RefusalTest {
    private final Path folder;
    private final TwoSystems systems;

    RefusalTest(@TempDir Path folder) {
        this.folder = folder;
        systems = new TwoSystems(folder).bothHold(aJob("100")).bothHold(anAppointment("900", "100"));
    }

    @Test
    void anEmptySourceIsNotAccountedFor() {
        TwoSystems.execute(systems.legacy, "DELETE FROM held");
        TwoSystems.execute(systems.legacy, "DELETE FROM census");
        unknown("legacy has no appointments at all and the new system has 1; check the source");
    }

    @Test
    void anEmptyTargetIsUnknownAndStillListsWhatIsMissing() {
        TwoSystems.execute(systems.target, "DELETE FROM held WHERE population = 'appointments'");
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .containsExactly(
                            "the new system has no appointments at all and legacy has 1; check that they were loaded, and the target");
            assertThat(result.findings().count()).isEqualTo(1);
        }
    }

    @Test
    void twoEmptySidesAreNotAccountedFor() {
        for (DatabaseConnection side : new DatabaseConnection[] {systems.legacy, systems.target}) {
            TwoSystems.execute(side, "DELETE FROM held");
        }
        TwoSystems.execute(systems.legacy, "DELETE FROM census");
        unknown("neither side has any appointments: nothing was compared; check both queries");
    }

    @Test
    void nothingToMoveIsNotAccountedFor() {
        TwoSystems.execute(systems.legacy, "UPDATE held SET kind = 'closed'");
        unknown("none of legacy's 1 appointments is to be moved: nothing was compared; check kinds and scope.csv");
    }

    @Test
    void aKindThatNobodyHasDecidedIsUnknownAndComparedAllTheSame() {
        systems.bothHold(aJob("101")).legacyHolds(anAppointment("901", "101").with("kind", "gas service"));
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .containsExactly(
                            "reconcile/source.sql row 4: kind 'gas service' is not decided in scope.csv; expected move,"
                                    + " exclude or count and an owner");
            assertThat(result.findings().count()).isEqualTo(1);
        }
    }

    @Test
    void aKindThatNobodyHasDecidedIsToldAfterManyThatSomebodyHas() {
        for (int kind = 0; kind < 25; kind++) {
            systems.decides("kind " + kind, Decision.MOVE)
                    .bothHold(aJob("2" + kind).with("kind", "kind " + kind));
        }
        systems.bothHold(aJob("300").with("kind", "gas service"));
        unknown("reconcile/source.sql row 28: kind 'gas service' is not decided in scope.csv; expected move,"
                + " exclude or count and an owner");
    }

    @Test
    void aRowThatIsLiveAndSupersededIsAContradiction() {
        systems.legacyHolds(rebooked("901", "900").with("live", "true"));
        unknown("reconcile/source.sql row 3: appointments 901 is live and superseded by 900; it cannot be both: correct"
                + " the query");
    }

    private static ComparableRow rebooked(String reference, String by) {
        return anAppointment(reference, "100").with("live", "false").with("superseded_by", by);
    }

    @Test
    void aTimeThatIsNoneIsToldWithItsPlaceAndWithoutItsWords() {
        systems.changed(
                sources("SELECT population, reference, job, property, uprn, 'call Mrs Pole 0207 1' AS starts_at,"
                        + " ends_at, status, priority, raised, target_date, trade, contractor, slot, vulnerable, awaabs, alerts,"
                        + " phone_present, live FROM held WHERE reference = '900' UNION ALL SELECT population, reference, job,"
                        + " property, uprn, NULL, ends_at, status, priority, raised, target_date, trade, contractor, slot,"
                        + " vulnerable, awaabs, alerts, phone_present, live FROM held WHERE reference <> '900'"));
        unknown(
                "reconcile/source.sql row 1: starts_at 'xxxx xxx xxxx 9999 9' is not a time; expected yyyy-MM-dd HH:mm; correct"
                        + " the query or the value");
    }

    @Test
    void aFlagThatIsNoneIsToldWithoutTheNameItMayBe() {
        TwoSystems.execute(systems.legacy, "ALTER TABLE held ALTER COLUMN vulnerable varchar(50)");
        TwoSystems.execute(systems.legacy, "UPDATE held SET vulnerable = 'Okonkwo' WHERE reference = '100'");
        unknown(
                "reconcile/source.sql row 1: vulnerable 'xxxxxxx' is not a flag; expected true or false; correct the query"
                        + " or the value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAST('07700 900123 Okonkwo' AS int)",
                "CAST('Mrs \"Okonkwo\" 900123' AS int)",
                "CAST('O''Okonkwo ' || REPEAT('900123 ', 60) AS int)",
                "DATEADD(DAY, CAST('Okonkwo 900123' AS int), CURRENT_DATE)",
                "PARSEDATETIME('Okonkwo 900123', 'yyyy')",
                "JSON 'Okonkwo 900123'"
            })
    void aDatabasesComplaintIsToldWithoutTheValuesInIt(String expression) {
        systems.changed(
                sources("SELECT 'jobs' AS population, '1' AS reference, " + expression + " AS alerts FROM held"));
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns().toString())
                    .startsWith("[reconcile/source.sql")
                    .doesNotContain("Okonkwo", "900123");
        }
    }

    @Test
    void aPopulationThatIsNoneIsUnknown() {
        TwoSystems.execute(systems.target, "UPDATE held SET population = NULL WHERE reference = '100'");
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns())
                    .contains(
                            "reconcile/target.sql row 1: population '' is neither 'jobs' nor 'appointments'; correct the query");
        }
    }

    @Test
    void aColumnOnOneSideOnlyIsRefused() {
        TwoSystems.execute(systems.target, "ALTER TABLE held DROP COLUMN slot");
        unknown(
                "reconcile/target.sql: column 'slot' is missing, and reconcile/source.sql has it; both must have it, or neither");
    }

    @Test
    void aColumnThatNobodyKnowsIsRefused() {
        TwoSystems.execute(systems.target, "ALTER TABLE held ADD COLUMN surveyor varchar(10)");
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns()).hasSize(1);
            assertThat(result.header().unknowns().getFirst())
                    .startsWithIgnoringCase(
                            "reconcile/target.sql: column 'surveyor' is unknown, leave it out or rename it; expected ");
        }
    }

    @Test
    void aTargetThatDoesNotSayWhatStaffSeeIsRefused() {
        TwoSystems.execute(systems.target, "ALTER TABLE held DROP COLUMN visible");
        unknown(
                "reconcile/target.sql: column 'visible' is missing; without it a row that staff cannot list would pass; add it");
    }

    @Test
    void wrongSqlIsToldWithItsFile() {
        systems.changed(sources("SELECT * FROM nowhere"));
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns().getFirst())
                    .startsWith(
                            "reconcile/source.sql: the database does not understand it: Table \"NOWHERE\" not found");
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsToldAndNotMade() {
        DatabaseConnection nowhere =
                new DatabaseConnection("legacy", "jdbc:h2:file:" + folder.resolve("nowhere"), "sa", "", "public");
        systems.changed(it -> new ReconciliationPlan(
                it.name(),
                systems.query(nowhere, "source.sql", "SELECT * FROM held"),
                it.target(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        unknown(
                "connection 'legacy' (jdbc:h2:file:%s): there is no such database; correct the url in plan.yaml, or bring the file"
                        .formatted(folder.resolve("nowhere")));
        assertThat(folder.resolve("nowhere.mv.db")).doesNotExist();
    }

    @Test
    void aFileThatIsNoDatabaseIsTold() throws IOException {
        Files.writeString(folder.resolve("text.mv.db"), "I am a letter, not a database. ".repeat(1000));
        DatabaseConnection text =
                new DatabaseConnection("legacy", "jdbc:h2:file:" + folder.resolve("text"), "sa", "", "public");
        systems.changed(it -> new ReconciliationPlan(
                it.name(),
                systems.query(text, "source.sql", "SELECT * FROM held"),
                it.target(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        unknown(
                "connection 'legacy' (jdbc:h2:file:%s): the file is not a database that can be read, or it is damaged; put a good copy in its place"
                        .formatted(folder.resolve("text")));
    }

    @Test
    void aWrongPasswordIsTold() {
        DatabaseConnection wrong = new DatabaseConnection("legacy", systems.legacy.url(), "sa", "no", "public");
        systems.changed(it -> new ReconciliationPlan(
                it.name(),
                systems.query(wrong, "source.sql", "SELECT * FROM held"),
                it.target(),
                it.census(),
                Optional.empty(),
                Optional.empty()));
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns().getFirst())
                    .contains("user or password is refused")
                    .doesNotContain("'no'");
        }
    }

    @Test
    void aDatabaseThatAnotherProcessHasOpenIsTold() throws IOException, InterruptedException {
        Process other =
                OwnJvm.of(LockHolder.class, List.of(), systems.target.url()).start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("open");
            unknown(
                    "connection 'target' (%s): the database file is in use by another process; close that program and run again"
                            .formatted(systems.target.url()));
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void anUnknownPlaceholderIsTold() {
        systems.changed(sources("SELECT * FROM ${schema}.held"));
        unknown("source.sql: placeholder '${schema}' is unknown; expected ${target} or ${as-of}");
    }

    @Test
    void theAsOfInstantStandsInTheSql() {
        systems.changed(sources("SELECT * FROM held WHERE ${as-of} = TIMESTAMP '2026-10-16 18:00:00'"));
        assertThat(systems.exceptions()).isEmpty();
    }

    @Test
    void aWorkFolderThatCannotBeMadeIsTold() throws IOException {
        Files.writeString(folder.resolve(".rollcall"), "a file");
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns().getFirst()).startsWith("work folder ");
        }
    }

    @Test
    void nothingIsLeftInTheSpillFolderAfterFailure() throws IOException {
        systems.inMemoryOf(1).changed(sources("SELECT * FROM nowhere"));
        systems.run().close();
        try (Stream<Path> left = Files.list(systems.work().resolve("spill"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void nothingIsLeftInTheSpillFolderAfterSuccess() throws IOException {
        systems.inMemoryOf(1).run().close();
        try (Stream<Path> left = Files.list(systems.work().resolve("spill"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anInterruptedRunIsUnknown() {
        Thread.currentThread().interrupt();
        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private UnaryOperator<ReconciliationPlan> sources(String sql) {
        SidePlan side = systems.query(systems.legacy, "source.sql", sql);
        return it -> new ReconciliationPlan(it.name(), side, it.target(), it.census(), it.contact(), it.ledger());
    }

    private void unknown(String line) {
        try (Result result = systems.run()) {
            assertThat(result.header().unknowns()).contains(line);
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }
}
