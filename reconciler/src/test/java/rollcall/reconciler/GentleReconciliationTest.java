package rollcall.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.Engine;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;

/** A whole comparison whose legacy side is on a real server: what that server feels of it. */
class GentleReconciliationTest {
    private static final String JOB =
            "select 'jobs' as population, r as reference, 'open' as kind, 'P1' as property from wo";

    private final Path folder;
    private final TwoSystems systems;

    GentleReconciliationTest(@TempDir Path folder) {
        this.folder = folder;
        this.systems = new TwoSystems(folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void legacyAndItsCensusAreReadThroughOneConnection(Engine engine) throws Exception {
        Database database = holding(engine, 3);
        String reader = database.name() + "_checker";
        execute(database, engine == Engine.POSTGRES ? "create role " + reader + " login" : "create user " + reader);
        execute(database, "grant select on wo to " + reader);
        String sessions = engine == Engine.POSTGRES
                ? "select count(*) from pg_stat_activity where usename = '%s'".formatted(reader)
                : "select count(*) from information_schema.processlist where user = '%s'".formatted(reader);
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        for (SnapshotMode mode : SnapshotMode.values()) {
            reading(new DatabaseConnection("legacy", database.url(), reader, "", "public", mode));
            Progress counting = (what, expected) -> new Progress.Task() {
                @Override
                public void advance(long rows) {
                    if (what.contains("source.sql") || what.contains("census.sql")) {
                        seen.add(single(database, sessions));
                    }
                }

                @Override
                public void close() {}
            };
            try (Result result = run(counting)) {
                assertThat(result.header().readings().getFirst()).startsWith("Legacy was read");
            }
        }

        assertThat(seen).hasSizeGreaterThanOrEqualTo(2 + 2 + 4).containsOnly(1L);
    }

    @ParameterizedTest
    @EnumSource
    void noMoreRowsASecondAreReadThanThePlanAllowsThoseOfTheCensusAndTheContactsAmongThem(Engine engine)
            throws Exception {
        Database database = holding(engine, 150);
        reading(new DatabaseConnection("legacy", database.url(), database.user(), database.password(), "public")
                .atMost(300));
        long begin = System.nanoTime();
        try (Result result = run(Progress.NONE)) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(850));
            begin = System.nanoTime();
            for (int question = 0; question < 100; question++) {
                assertThat(result.contacts().of("7")).isPresent();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(200));
        }
    }

    private Result run(Progress progress) {
        Plan plan = systems.plan();
        return Reconciliation.run(
                plan, plan.reconciliations().getFirst(), TwoSystems.AS_OF, systems.work(), progress, 1 << 20);
    }

    private void reading(DatabaseConnection legacy) {
        systems.changed(it -> new ReconciliationPlan(
                it.name(),
                systems.query(legacy, "source.sql", JOB),
                systems.query(
                        systems.target, "target.sql", "SELECT population, reference, property FROM ${target}.held"),
                Optional.of(systems.query(legacy, "census.sql", "select 'jobs' as population, r as reference from wo")),
                Optional.of(systems.query(legacy, "contact.sql", "select 'somebody' as name from wo where r = ?")),
                it.ledger()));
    }

    private Database holding(Engine engine, int jobs) throws Exception {
        Database database = engine.database(folder.resolve("server"));
        execute(database, "create table wo (r varchar(20))");
        for (int job = 1; job <= jobs; job++) {
            execute(database, "insert into wo values ('" + job + "')");
        }
        return database;
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection owner = database.open();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long single(Database database, String sql) {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : -1;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
