package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.CommandRun;

/** The same council into a real MariaDB, where a schema is a database. */
class MariaDbTest {
    private final TimeZone own = TimeZone.getDefault();

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(own);
    }

    @Test
    void aCouncilComesOutOfMariaDbAsOutOfH2AndTheCheckerFindsItWhole(@TempDir Path folder) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/London"));
        MovedCouncil council = council(200, folder);
        Program.migrate(council.plan());

        assertThat(council.held()).isEqualTo(council.expected());
        assertThat(council.posted()).isEqualTo(council.fates("fate"));
        String dump = council.dump();
        Program.migrate(council.plan());
        assertThat(council.dump()).isEqualTo(dump);

        CommandRun reconciled = CommandRun.of("reconcile", council.plan());
        assertThat(reconciled.exit()).as(reconciled.text()).isZero();

        try (Connection other = council.system().open();
                Statement statement = other.createStatement()) {
            statement.execute("select get_lock(concat('rollcall.', database()), 0)");
            assertThatThrownBy(() -> Program.migrate(council.plan()))
                    .isInstanceOf(MigrationFailed.class)
                    .hasMessageStartingWith("the target is held by migrate by ");
        }
        assertThat(council.dump()).isEqualTo(dump);
    }

    @Test
    void whatStaffCommitWhileAnUndoWaitsForTheirRowIsSeen(@TempDir Path folder) throws Exception {
        MovedCouncil council = council(60, folder);
        Program.migrate(council.plan());
        try (Connection staff = council.system().open();
                Statement statement = staff.createStatement()) {
            staff.setAutoCommit(false);
            statement.executeUpdate("update person set name = name where id = (select min(person_id)"
                    + " from person_communication where channel = 'phone')");
            statement.executeUpdate(
                    "update person_communication set \"value\" = '020 7946 0999' where channel = 'phone'"
                            + " and person_id = (select id from (select min(person_id) id from person_communication"
                            + " where channel = 'phone') first)");
            CompletableFuture<Integer> undone = CompletableFuture.supplyAsync(
                    () -> CommandRun.of("undo", council.plan(), "1", "--yes").exit());
            while (!undone.isDone()
                    && council.system()
                            .query("", "select 1 from information_schema.innodb_trx where trx_state = 'LOCK WAIT'")
                            .isEmpty()) {
                // Asked more often than every tenth of a second, the server shows what it showed before.
                Thread.sleep(250);
            }
            assertThat(undone.isDone()).isFalse();
            staff.commit();

            assertThat(undone.get()).isEqualTo(1);
        }
        assertThat(council.query("", "select count(*) from person_communication where \"value\" = '020 7946 0999'"))
                .isNotEqualTo(List.of("|0"));
    }

    @Test
    void aRehearsalOnTheSameServerDoesNotTouchTheRealDatabase(@TempDir Path folder) throws Exception {
        MovedCouncil council = council(60, folder);
        String empty = council.dump();
        NewSystem scratch = NewSystem.on(council.system().server().orElseThrow());
        scratch.copyRegister(council.system());

        CommandRun rehearsed = CommandRun.of(
                "rehearse", council.plan(), "--into", scratch.database().url());

        assertThat(rehearsed.exit()).as(rehearsed.text()).isZero();
        assertThat(council.dump()).isEqualTo(empty);
        assertThat(scratch.query("", "select count(*) from work_orders")).isNotEqualTo(List.of("|0"));
        assertThat(scratch.query("", "select count(*) from rollcall.credit")).isNotEqualTo(List.of("|0"));

        String own = council.system().database().url();
        assertThat(CommandRun.of("rehearse", council.plan(), "--into", own).exit())
                .isEqualTo(2);
        assertThat(CommandRun.of("rehearse", council.plan(), "--into", own.replace("localhost", "127.0.0.1"))
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void aColumnThatFollowsTheSessionsZoneIsAFaultOfThePlan(@TempDir Path folder) throws Exception {
        MovedCouncil council = council(20, folder);
        council.system().execute("alter table appointments modify date timestamp null");

        for (String command : List.of("check", "migrate")) {
            CommandRun refused = CommandRun.of(command, council.plan());
            assertThat(refused.exit()).as(refused.text()).isEqualTo(2);
            assertThat(refused.text().replaceAll("\\s+", " "))
                    .containsPattern(
                            "plan.yaml line \\d+: migrate: load: appointments: columns: column 'date' of 'appointments' is a time with a zone");
        }
        assertThat(council.held()).isEmpty();
    }

    private static MovedCouncil council(int homes, Path folder) throws Exception {
        MovedCouncil council =
                MovedCouncil.generate(homes, 5, folder.resolve("council")).on(Engine.MARIADB);
        council.correct();
        copyQuery(council);
        return council;
    }

    private static void copyQuery(MovedCouncil council) throws IOException {
        try (InputStream query = MariaDbTest.class.getResourceAsStream("/rollcall/migrator/mariadb/target.sql")) {
            Files.copy(
                    Objects.requireNonNull(query),
                    council.plan().resolve("reconcile/target.sql"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
