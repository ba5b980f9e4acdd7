package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.DatabaseServer;
import rollcall.fixtures.server.MariaDbServer;
import rollcall.fixtures.server.PostgresServer;
import rollcall.migrator.CommandRun;

/** The new system's database server is gone in the middle of a chunk, killed or stopped, and is there again later. */
class ServerGoneTest {
    private enum Going {
        POSTGRES_KILLED,
        POSTGRES_STOPPED,
        MARIADB_KILLED,
        MARIADB_STOPPED;

        DatabaseServer server() throws Exception {
            return name().startsWith("POSTGRES") ? PostgresServer.own() : MariaDbServer.own();
        }
    }

    private static final List<String> SLEEPER_OF_POSTGRES =
            List.of("""
            create function nap() returns trigger language plpgsql as $$
            begin
                if new.legacy_appointment_reference = '%s' then perform pg_sleep(600); end if;
                return new;
            end $$""", "create trigger sleeper before insert on appointments for each row execute function nap()");

    private static final List<String> SLEEPER_OF_MARIADB = List.of("""
            create trigger sleeper before insert on appointments for each row
            begin
                if new.legacy_appointment_reference = '%s' then do sleep(600); end if;
            end""");

    @ParameterizedTest
    @EnumSource
    void whatWasCommittedStaysAndTheNextRunDoesTheRest(Going going, @TempDir Path folder) throws Exception {
        try (DatabaseServer server = going.server()) {
            MovedCouncil council =
                    MovedCouncil.generate(60, 6, folder.resolve("council")).on(server);
            council.correct();
            Path plan = council.plan().resolve("plan.yaml");
            Files.writeString(plan, Files.readString(plan).replace("chunk: 500", "chunk: 10"));
            List<String> appointments = council.expected().stream()
                    .filter(it -> it.startsWith("appointment|"))
                    .toList();
            String last = appointments.get(appointments.size() - 5).split("\\|", -1)[1];
            for (String sql : (council.system().onMariaDb() ? SLEEPER_OF_MARIADB : SLEEPER_OF_POSTGRES)) {
                council.system().execute(sql.formatted(last));
            }

            CompletableFuture<CommandRun> running =
                    CompletableFuture.supplyAsync(() -> CommandRun.of("migrate", council.plan()));
            while (!running.isDone() && !asleep(council)) {
                Thread.sleep(50);
            }
            List<String> committed = council.rows();
            if (going.name().endsWith("KILLED")) {
                server.kill();
            } else {
                server.stop();
            }
            CommandRun gone = running.get(90, TimeUnit.SECONDS);

            assertThat(gone.exit()).as(gone.text()).isEqualTo(3);
            assertThat(gone.err().strip())
                    .isEqualTo("rollcall: the load stopped: the connection to the target's database was lost. What was"
                            + " committed is in the target and in the ledger; once it answers again, run the same"
                            + " command to go on");

            server.start();
            council.system().execute("drop trigger sleeper" + (council.system().onMariaDb() ? "" : " on appointments"));
            assertThat(committed).hasSizeBetween(1, council.expected().size() - 1);
            assertThat(council.rows()).isEqualTo(committed);
            CommandRun resumed = CommandRun.of("migrate", council.plan());

            assertThat(resumed.exit()).as(resumed.text()).isZero();
            assertThat(council.held()).isEqualTo(council.expected());
            assertThat(council.posted()).isEqualTo(council.fates("fate"));
            assertThat(council.rows()).containsAll(committed);
        }
    }

    private static boolean asleep(MovedCouncil council) throws Exception {
        String query = council.system().onMariaDb()
                ? "information_schema.processlist where state = 'User sleep'"
                : "pg_stat_activity where wait_event = 'PgSleep'";
        return council.count(query) > 0;
    }
}
