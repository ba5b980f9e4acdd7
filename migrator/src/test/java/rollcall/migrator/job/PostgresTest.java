package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.Databases;
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
    void aCouncilComesOutOfPostgresAsOutOfH2WithARefusedRowRejected(@TempDir Path folder) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/London"));
        MovedCouncil council = MovedCouncil.generate(300, 5, folder.resolve("council"));
        council.correct();
        try (EmbeddedPostgres server = serverOf(council)) {
            try (Connection hub = server.getPostgresDatabase().getConnection()) {
                Databases.createHub(hub);
                copyRegister(council, hub);
            }
            Program.migrate(council.plan());
            List<String> held = held(server);
            List<String> ledger = ledger(server);
            Program.migrate(council.plan());

            assertThat(ledger(server)).isEqualTo(ledger);
            assertThat(held(server)).isEqualTo(held).isEqualTo(council.expected());

            try (Connection other = server.getPostgresDatabase().getConnection();
                    Statement statement = other.createStatement()) {
                statement.execute("select pg_advisory_lock(x'726f6c6c63616c6c'::bigint)");
                assertThatThrownBy(() -> Program.migrate(council.plan()))
                        .isInstanceOf(MigrationFailed.class)
                        .hasMessage(
                                "another rollcall is loading into the same target database; wait until it ends, then run this again");
            }
            assertThat(ledger(server)).isEqualTo(ledger);

            assertThat(rehearse(council.plan(), "--into", url(server))).isEqualTo(2);
            assertThat(rehearse(council.plan(), "--into", url(server).replace("localhost", "127.0.0.1")))
                    .isEqualTo(2);
        }
    }

    @Test
    void aRowThatPostgresRefusesIsRejectedAndItsChunkGoesIn(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(100, 5, folder.resolve("council"));
        council.correct();
        try (EmbeddedPostgres server = serverOf(council)) {
            try (Connection hub = server.getPostgresDatabase().getConnection();
                    Statement statement = hub.createStatement()) {
                Databases.createHub(hub);
                copyRegister(council, hub);
                statement.execute("alter table work_orders add check (trade_code <> 'PL')");
                statement.execute(REFUSED_AT_COMMIT);
            }

            MigrationResult result = Program.migrate(council.plan());

            long plumbing = council.expected().stream()
                    .filter(it -> it.matches("job\\|.*\\|PL\\|[^|]*\\|[^|]*\\|rollcall"))
                    .count();
            assertThat(plumbing).isPositive();
            assertThat(query(
                            server,
                            "select detail from rollcall.balance where population = 'jobs' and detail like '%23514%'"))
                    .hasSize((int) plumbing)
                    .containsOnly(
                            "|the new system refused it: a check forbids it (table 'work_orders', SQL state 23514)");
            long carpentry = council.expected().stream()
                    .filter(it -> it.matches("job\\|.*\\|CP\\|[^|]*\\|[^|]*\\|rollcall"))
                    .count();
            assertThat(carpentry).isPositive();
            assertThat(query(
                            server,
                            "select detail from rollcall.balance where population = 'jobs' and detail like '%XX042%'"))
                    .hasSize((int) carpentry);
            assertThat(result.balance().holds()).isTrue();
            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aColumnWithAZoneIsAFaultOfThePlanOnPostgresToo(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(40, 5, folder.resolve("council"));
        council.correct();
        try (EmbeddedPostgres server = serverOf(council)) {
            try (Connection hub = server.getPostgresDatabase().getConnection();
                    Statement statement = hub.createStatement()) {
                Databases.createHub(hub);
                statement.execute("alter table appointments alter column start_time type timestamptz");
            }

            assertThatThrownBy(() -> Program.migrate(council.plan()))
                    .isInstanceOfSatisfying(
                            PlanFaults.class,
                            it -> assertThat(it.faults())
                                    .singleElement()
                                    .asString()
                                    .contains("column 'start_time' of 'appointments' is a time with a zone"));
        }
    }

    /** A server of its own, which the council's plan names as the new system. */
    private static EmbeddedPostgres serverOf(MovedCouncil council) throws IOException {
        EmbeddedPostgres server =
                EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replaceFirst(
                                "url: jdbc:h2:file:\\$\\{plan}/../target/hub[^\\n]*",
                                "url: " + url(server).replace("$", "\\$"))
                        .replace("user: sa", "user: postgres"));
        return server;
    }

    private static String url(EmbeddedPostgres server) {
        return server.getJdbcUrl("postgres", "postgres");
    }

    private static int rehearse(Path plan, String... options) {
        return CommandRun.of("rehearse", plan, options).exit();
    }

    private static void copyRegister(MovedCouncil council, Connection hub) throws SQLException {
        for (String line : council.query("", "select id, property_reference, coalesce(uprn, '') from property_class")) {
            String[] values = line.split("\\|", -1);
            try (var insert = hub.prepareStatement(
                    "insert into property_class (id, property_reference, uprn) values (?, ?, nullif(?, ''))")) {
                insert.setLong(1, Long.parseLong(values[1]));
                insert.setString(2, values[2]);
                insert.setString(3, values[3]);
                insert.executeUpdate();
            }
        }
    }

    private static List<String> held(EmbeddedPostgres server) throws SQLException {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(MovedCouncil.CONTENTS).forEach((word, sql) -> {
            try {
                query(
                                server,
                                sql.replace(
                                                "listagg(c.\"value\", '|') within group (order by c.id)",
                                                "string_agg(c.\"value\", '|' order by c.id)")
                                        .replace(
                                                "listagg(a.code, ',') within group (order by a.code)",
                                                "string_agg(a.code, ',' order by a.code)"))
                        .forEach(it -> lines.add(word + it));
            } catch (SQLException failed) {
                throw new AssertionError(failed);
            }
        });
        Collections.sort(lines);
        return lines;
    }

    private static List<String> ledger(EmbeddedPostgres server) throws SQLException {
        List<String> lines = new ArrayList<>(query(server, "select * from rollcall.debit order by 1, 2, 3, 4"));
        lines.addAll(query(server, "select * from rollcall.credit order by 1, 2, 3, 4"));
        lines.addAll(query(server, "select * from rollcall.run"));
        return lines;
    }

    private static List<String> query(EmbeddedPostgres server, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String text = rows.getString(i);
                    line.append('|')
                            .append(text == null ? "" : text.equals("t") ? "true" : text.equals("f") ? "false" : text);
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }
}
