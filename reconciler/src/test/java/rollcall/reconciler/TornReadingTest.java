package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;

/**
 * A writer commits between the reading of legacy's rows and that of its census. Legacy's query itself calls the
 * writer while it runs, so that it always happens before the census is read.
 */
class TornReadingTest {
    private static final AtomicReference<String> URL = new AtomicReference<>("");
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();
    private final TwoSystems systems;

    TornReadingTest(@TempDir Path folder) {
        systems = new TwoSystems(folder);
    }

    @BeforeEach
    void bothSidesHoldTheSame() {
        URL.set(systems.legacy.url());
        CALLS.set(0);
        systems.bothHold(ComparableRow.aJob("J1")).bothHold(ComparableRow.anAppointment("1", "J1"));
        TwoSystems.execute(systems.legacy, "CREATE ALIAS book FOR \"" + Writer.class.getName() + ".book\"");
    }

    @Test
    void oneSnapshotOfAllTablesIsReadWhereTheDatabaseGivesOne() {
        MOST.set(1);

        try (Result result = run(SnapshotMode.AS_IT_CAN)) {
            assertThat(CALLS).hasPositiveValue();
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
            assertThat(result.header().readings())
                    .containsExactly("Legacy was read in one moment.", "The new system was read in one moment.");
        }
    }

    @Test
    void withoutASnapshotTheReadingIsTornAndReadAgainUntilItAgrees() {
        MOST.set(1);

        try (Result result = run(SnapshotMode.READ_TWICE)) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .as("the late booking is seen by both queries, and is not in the new system")
                    .containsExactly("MISSING appointments late-1 UNEXPLAINED");
            assertThat(result.header().readings())
                    .containsExactly(
                            "Legacy was read 3 times, as its database gives no snapshot, until each record was the same"
                                    + " twice in a row; 1 had changed in between.",
                            "The new system was read in one moment.");
        }
    }

    /** Half of a pair of UTF-16 is no letter: two sides that hold the same one hold the same, and two are two. */
    @Test
    void whatIsNoProperTextIsComparedAsItIs() {
        MOST.set(0);
        ComparableRow visit = ComparableRow.anAppointment("2", "J1").with("trade", "EL");
        systems.bothHold(visit.with("slot", "A\uD800"));
        ComparableRow other = ComparableRow.anAppointment("3", "J1").with("trade", "GS");
        systems.legacyHolds(other.with("slot", "A\uD800")).targetHolds(other.with("slot", "A\uD801"));

        try (Result result = run(SnapshotMode.READ_TWICE)) {
            assertThat(TwoSystems.findings(result))
                    .extracting(TwoSystems::told)
                    .containsExactly("DIFFERENT appointments 3 UNEXPLAINED");
        }
    }

    @Test
    void recordsThatChangeOnceEachDoNotKeepTheOthersFromSettling() {
        MOST.set(3);

        try (Result result = run(SnapshotMode.READ_TWICE)) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(TwoSystems.findings(result)).isNotEmpty();
        }
    }

    @Test
    void aRecordThatNeverSettlesIsUnknown() {
        systems.changed(it -> with(
                it,
                SnapshotMode.READ_TWICE,
                "SELECT population, reference, CAST(random_uuid() AS varchar(50)) AS property FROM held",
                "SELECT population, reference FROM census"));

        try (Result result = systems.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .singleElement()
                    .asString()
                    .startsWith("connection 'legacy' gives no snapshot, and in 6 readings 2 records were never twice"
                            + " the same (jobs J1, appointments 1)")
                    .endsWith("; run again when nobody works there, or let it read a snapshot or a copy");
        }
    }

    private Result run(SnapshotMode mode) {
        systems.changed(
                it -> with(it, mode, "SELECT * FROM held WHERE book()", "SELECT population, reference FROM census"));
        return systems.run();
    }

    private ReconciliationPlan with(ReconciliationPlan plan, SnapshotMode mode, String source, String census) {
        DatabaseConnection legacy = new DatabaseConnection("legacy", systems.legacy.url(), "sa", "", "public", mode);
        return new ReconciliationPlan(
                plan.name(),
                new QuerySide(legacy, plan.source().file(), source),
                plan.target(),
                java.util.Optional.of(systems.query(legacy, "census.sql", census)),
                plan.contact(),
                plan.ledger());
    }

    /** What the database calls. */
    public static final class Writer {
        private Writer() {}

        /** Called by legacy's query: books one more visit, in another connection, and commits. */
        public static boolean book() throws SQLException {
            int call = CALLS.incrementAndGet();
            if (call <= MOST.get()) {
                try (Connection writer = DriverManager.getConnection(URL.get(), "sa", "");
                        PreparedStatement held = writer.prepareStatement(
                                "INSERT INTO held (population, reference, kind, live) VALUES ('appointments', ?, 'open', true)");
                        PreparedStatement counted =
                                writer.prepareStatement("INSERT INTO census VALUES ('appointments', ?)")) {
                    writer.setAutoCommit(false);
                    held.setString(1, "late-" + call);
                    counted.setString(1, "late-" + call);
                    held.execute();
                    counted.execute();
                    writer.commit();
                }
            }
            return true;
        }
    }
}
