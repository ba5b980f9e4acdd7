package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.CommandRun;
import rollcall.reconciler.plan.PlanFaults;

/** The same council into a real PostgreSQL. */
class PostgresTest {
    private static final String REFUSED_AT_COMMIT = """
            create function no_carpentry() returns trigger language plpgsql as $$
            begin
                if new.trade_code = 'CP' then
                    raise exception 'no carpentry' using errcode = 'XX042';
                end if;
                return null;
            end $$;
            create constraint trigger no_carpentry after insert on work_orders
                deferrable initially deferred for each row execute function no_carpentry()""";

    private final TimeZone own = TimeZone.getDefault();

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(own);
    }

    @Test
    void whatATriggerKeepsAsItWasIsNotTakenForMoved(@TempDir Path folder) throws Exception {
        MovedCouncil council =
                MovedCouncil.generate(60, 5, folder.resolve("council")).on(Engine.POSTGRES);
        council.correct();
        Program.migrate(council.plan());
        LaterLegacy later = new LaterLegacy(council);
        List<LaterLegacy.Visit> visits = later.visits();
        council.system()
                .execute("create function kept() returns trigger language plpgsql as $$ begin return null; end $$");
        council.system()
                .execute("create trigger kept before update on appointments for each row"
                        + " when (old.legacy_appointment_reference = '%s') execute function kept()"
                                .formatted(visits.get(0).sid()));
        council.system()
                .execute("create function as_it_was() returns trigger language plpgsql as"
                        + " $$ begin new.date = old.date; return new; end $$");
        council.system()
                .execute("create trigger as_it_was before update on appointments for each row"
                        + " when (old.legacy_appointment_reference = '%s') execute function as_it_was()"
                                .formatted(visits.get(1).sid()));
        List<String> held = council.held();
        later.move(visits.get(0), 1);
        later.move(visits.get(1), 1);

        assertThat(Program.migrate(council.plan()).exitCode()).isEqualTo(1);

        assertThat(council.held()).isEqualTo(held);
        assertThat(council.query("", "select outcome, action from rollcall.balance where run_id = 2"))
                .containsExactly("|REJECTED|KEPT", "|REJECTED|KEPT");
    }

    @Test
    void aCouncilComesOutOfPostgresAsOutOfH2WithARefusedRowRejected(@TempDir Path folder) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/London"));
        MovedCouncil council =
                MovedCouncil.generate(300, 5, folder.resolve("council")).on(Engine.POSTGRES);
        council.correct();
        Program.migrate(council.plan());
        List<String> held = council.held();
        List<String> ledger = ledger(council);
        Program.migrate(council.plan());

        assertThat(ledger(council)).isEqualTo(ledger);
        assertThat(council.held()).isEqualTo(held).isEqualTo(council.expected());

        try (Connection other = council.system().open();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(x'726f6c6c63616c6c'::bigint)");
            assertThatThrownBy(() -> Program.migrate(council.plan()))
                    .isInstanceOf(MigrationFailed.class)
                    .hasMessageMatching("the target is held by migrate by .* on .*, process "
                            + ProcessHandle.current().pid()
                            + ", since 20.*; wait until it ends, then run this again");
        }
        assertThat(ledger(council)).isEqualTo(ledger);

        String url = council.system().database().url() + "?user=postgres";
        assertThat(rehearse(council.plan(), "--into", url)).isEqualTo(2);
        assertThat(rehearse(council.plan(), "--into", url.replace("localhost", "127.0.0.1")))
                .isEqualTo(2);
    }

    @Test
    void aRowThatPostgresRefusesIsRejectedAndItsChunkGoesIn(@TempDir Path folder) throws Exception {
        MovedCouncil council =
                MovedCouncil.generate(100, 5, folder.resolve("council")).on(Engine.POSTGRES);
        council.correct();
        council.system().execute("alter table work_orders add check (trade_code <> 'PL')");
        council.system().execute(REFUSED_AT_COMMIT);

        MigrationResult result = Program.migrate(council.plan());

        long plumbing = council.expected().stream()
                .filter(it -> it.matches("job\\|.*\\|PL\\|[^|]*\\|[^|]*\\|rollcall"))
                .count();
        assertThat(plumbing).isPositive();
        assertThat(council.query(
                        "", "select detail from rollcall.balance where population = 'jobs' and detail like '%23514%'"))
                .hasSize((int) plumbing)
                .containsOnly("|the new system refused it: a check forbids it (table 'work_orders', SQL state 23514)");
        long carpentry = council.expected().stream()
                .filter(it -> it.matches("job\\|.*\\|CP\\|[^|]*\\|[^|]*\\|rollcall"))
                .count();
        assertThat(carpentry).isPositive();
        assertThat(council.query(
                        "", "select detail from rollcall.balance where population = 'jobs' and detail like '%XX042%'"))
                .hasSize((int) carpentry);
        assertThat(result.balance().holds()).isTrue();
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void aColumnWithAZoneIsAFaultOfThePlanOnPostgresToo(@TempDir Path folder) throws Exception {
        MovedCouncil council =
                MovedCouncil.generate(40, 5, folder.resolve("council")).on(Engine.POSTGRES);
        council.correct();
        council.system().execute("alter table appointments alter column start_time type timestamptz");

        assertThatThrownBy(() -> Program.migrate(council.plan()))
                .isInstanceOfSatisfying(
                        PlanFaults.class,
                        it -> assertThat(it.faults())
                                .singleElement()
                                .asString()
                                .contains("column 'start_time' of 'appointments' is a time with a zone"));
    }

    private static int rehearse(Path plan, String... options) {
        return CommandRun.of("rehearse", plan, options).exit();
    }

    private static List<String> ledger(MovedCouncil council) throws SQLException {
        List<String> lines = new ArrayList<>(council.query("", "select * from rollcall.debit order by 1, 2, 3, 4"));
        lines.addAll(council.query("", "select * from rollcall.credit order by 1, 2, 3, 4"));
        lines.addAll(council.query("", "select * from rollcall.run"));
        return lines;
    }
}
