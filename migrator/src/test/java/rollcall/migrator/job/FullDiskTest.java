package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.SheetsCouncil;
import rollcall.fixtures.server.DatabaseServer;
import rollcall.fixtures.server.MariaDbServer;
import rollcall.fixtures.server.PostgresServer;
import rollcall.fixtures.server.SmallDisk;
import rollcall.migrator.CommandRun;

/**
 * A disk is full in the middle of a run, the new system's or that of the plan's work folder: one line says so, nobody's row is
 * rejected for it, and once there is space the next run ends as if nothing had been.
 */
class FullDiskTest {
    private static final int MEGABYTES = 64;

    @Test
    void theDiskUnderAnH2FillsInMidRun(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.of(MEGABYTES)) {
            MovedCouncil council = council(60, folder);
            move(council.folder().root().resolve("target"), disk);
            fillsAtItsLastAppointments(council, disk);

            CommandRun full = Halted.toItsEnd(council, "migrate");
            CommandRun stillFull = Halted.toItsEnd(council, "migrate");

            disk.makeSpace();
            List<String> committed = council.rows();
            isToldInOneLine(full, "the load stopped: the target's disk is full (SQL state ");
            isToldInOneLine(stillFull, "its disk is full; make space for it");
            assertThat(committed).hasSizeBetween(1, council.expected().size() - 1);
            council.system().execute("drop trigger filling");
            endsRight(council, committed);
        }
    }

    @Test
    void theDiskUnderAPostgresFillsInMidRun(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.of(MEGABYTES);
                DatabaseServer server = PostgresServer.own()) {
            theDiskFillsInMidRun(disk, server, council(60, folder).on(server));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "long", matches = ".*")
    void theDiskUnderAMariaDbFillsInMidRun(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.of(MEGABYTES);
                DatabaseServer server = MariaDbServer.own()) {
            // Each table has the space for some hundred rows beforehand.
            MovedCouncil council = council(4_000, folder).on(server);
            theDiskFillsInMidRun(disk, server, council);
        }
    }

    private static void theDiskFillsInMidRun(SmallDisk disk, DatabaseServer server, MovedCouncil council)
            throws Exception {
        NewSystem system = council.system();
        server.move(system.database(), disk.folder());
        CommandRun full;
        List<String> committed;
        try (Connection holder = system.open()) {
            hold(system, holder, council.firstAppointment());
            CompletableFuture<CommandRun> running =
                    CompletableFuture.supplyAsync(() -> CommandRun.of("migrate", council.plan()));
            while (!running.isDone() && !isWaiting(council)) {
                Thread.sleep(20);
            }
            committed = council.rows();
            disk.fillBut(0);
            letGo(system, holder);
            full = running.get(60, TimeUnit.SECONDS);
        }
        CommandRun stillFull = CommandRun.of("migrate", council.plan());

        isToldInOneLine(full, "the load stopped: the target's disk is full (SQL state ");
        isToldInOneLine(stillFull, "the load stopped: the target's disk is full (SQL state ");
        assertThat(council.rows()).containsAll(committed);
        disk.makeSpace();
        endsRight(council, council.rows());
    }

    @Test
    void theWorkFoldersDiskFillsDuringTheExtract(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.of(MEGABYTES)) {
            MovedCouncil council = council(60, folder);
            move(council.plan().resolve(".rollcall"), disk);
            disk.fillBut(1 << 15);

            CommandRun full = CommandRun.of("migrate", council.plan());
            disk.makeSpace();
            disk.fillBut(0);
            CommandRun fuller = CommandRun.of("migrate", council.plan());

            isToldInOneLine(full, "its disk is full");
            isToldInOneLine(fuller, "its disk is full");
            assertThat(council.rows()).isEmpty();
            disk.makeSpace();
            CommandRun resumed = CommandRun.of("migrate", council.plan());
            assertThat(resumed.exit()).as(resumed.text()).isZero();
            assertThat(council.held()).isEqualTo(council.expected()).isNotEmpty();
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void theWorkFoldersDiskFillsWhileExportedFilesAreLaidOutAndNoRowOfThemIsLost(@TempDir Path folder)
            throws Exception {
        try (SmallDisk disk = SmallDisk.of(MEGABYTES)) {
            MovedCouncil council =
                    new MovedCouncil(SheetsCouncil.generate(CouncilSpec.of(50, 6), folder.resolve("council")));
            council.correct();
            move(council.plan().resolve(".rollcall"), disk);
            int room = 1 << 13;
            disk.fillBut(room);
            CommandRun ran = CommandRun.of("migrate", council.plan());
            while (ran.exit() != 0) {
                isToldInOneLine(ran, "its disk is full");
                assertThat(council.rows()).isEmpty();
                disk.makeSpace();
                room += 1 << 14;
                disk.fillBut(room);
                ran = CommandRun.of("migrate", council.plan());
            }
            assertThat(room).isGreaterThan(1 << 16);
            assertThat(council.held()).isEqualTo(council.expected()).isNotEmpty();
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void theCheckersDiskFillsAndItSaysSoOrWhatItSaysWithSpace(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.of(MEGABYTES)) {
            MovedCouncil council =
                    new MovedCouncil(SheetsCouncil.generate(CouncilSpec.of(50, 6), folder.resolve("council")));
            council.correct();
            move(council.plan().resolve(".rollcall"), disk);
            CommandRun.of("migrate", council.plan());
            CommandRun spacious = CommandRun.of("reconcile", council.plan());
            assertThat(spacious.exit()).as(spacious.text()).isLessThan(2);
            int room = 1 << 13;
            disk.fillBut(room);
            CommandRun ran = CommandRun.of("reconcile", council.plan());
            while (ran.exit() == 3) {
                assertThat(ran.text().replaceAll("\\s+", " ")).contains("(its disk is full)");
                disk.makeSpace();
                room += 1 << 14;
                disk.fillBut(room);
                ran = CommandRun.of("reconcile", council.plan());
            }
            assertThat(room).isGreaterThan(1 << 14);
            assertThat(ran.exit()).as(ran.text()).isEqualTo(spacious.exit());
        }
    }

    @Test
    void theWorkFoldersDiskFillsBeforeTheRejectedRowsAreWritten(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.of(MEGABYTES)) {
            MovedCouncil council = council(60, folder);
            move(council.plan().resolve(".rollcall"), disk);
            fillsAtItsLastAppointments(council, disk);

            CommandRun full = Halted.toItsEnd(council, "migrate");
            CommandRun stillFull = CommandRun.of("rejects", council.plan());

            isToldInOneLine(full, "its disk is full");
            isToldInOneLine(stillFull, "its disk is full");
            assertThat(council.held()).isEqualTo(council.expected());
            disk.makeSpace();
            endsRight(council, council.rows());
        }
    }

    private static MovedCouncil council(int homes, Path folder) throws IOException {
        MovedCouncil council = MovedCouncil.generate(homes, 6, folder.resolve("council"));
        council.correct();
        council.inChunksOf(homes / 6);
        return council;
    }

    private static void isToldInOneLine(CommandRun ran, String words) {
        assertThat(ran.exit()).as(ran.text()).isEqualTo(3);
        assertThat(ran.err().strip()).startsWith("rollcall: ").contains(words).hasLineCount(1);
    }

    private static void endsRight(MovedCouncil council, List<String> committed) throws Exception {
        assertThat(council.query(
                        "", "select population, reference from rollcall.balance where detail like '%refused it%'"))
                .isEmpty();
        assertThat(council.count("rollcall.credit where outcome = 'LOADED'")).isEqualTo(committed.size());
        CommandRun resumed = CommandRun.of("migrate", council.plan());

        assertThat(resumed.exit()).as(resumed.text()).isZero();
        assertThat(council.held()).isEqualTo(council.expected());
        assertThat(council.posted()).isEqualTo(council.fates("fate"));
        assertThat(council.rows()).containsAll(committed);
    }

    /** Puts a folder onto the disk, and a link in its place. */
    private static void move(Path folder, SmallDisk disk) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.copy(file, disk.folder().resolve(folder.relativize(file)));
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
        Files.createSymbolicLink(folder, disk.folder());
    }

    /** Has each run wait, when it comes to this appointment, for whoever holds it. */
    private static void hold(NewSystem system, Connection holder, String appointment) throws SQLException {
        try (Statement statement = holder.createStatement()) {
            if (system.onMariaDb()) {
                statement.execute("select get_lock('space', 0)");
                statement.execute("""
                        create trigger waiting before insert on appointments for each row
                        begin
                            if new.legacy_appointment_reference = '%s' then do get_lock('space', 600); end if;
                        end""".formatted(appointment));
            } else {
                statement.execute("select pg_advisory_lock(7)");
                statement.execute("""
                        create function waiting() returns trigger language plpgsql as $$
                        begin
                            if new.legacy_appointment_reference = '%s' then
                                perform pg_advisory_xact_lock(7);
                            end if;
                            return new;
                        end $$""".formatted(appointment));
                statement.execute("create trigger waiting before insert on appointments"
                        + " for each row execute function waiting()");
            }
        }
    }

    private static boolean isWaiting(MovedCouncil council) throws SQLException {
        return council.count(
                        council.system().onMariaDb()
                                ? "information_schema.processlist where state = 'User lock'"
                                : "pg_stat_activity where wait_event_type = 'Lock' and wait_event = 'advisory'")
                > 0;
    }

    private static void letGo(NewSystem system, Connection holder) throws SQLException {
        try (Statement statement = holder.createStatement()) {
            statement.execute(system.onMariaDb() ? "do release_lock('space')" : "select pg_advisory_unlock(7)");
        }
    }

    private static void fillsAtItsLastAppointments(MovedCouncil council, SmallDisk disk) throws Exception {
        council.system()
                .execute("create trigger filling before insert on appointments for each row call '"
                        + Filling.class.getName() + "'");
        council.system()
                .execute(
                        "comment on table appointments is '%s %s'".formatted(council.lateAppointment(), disk.folder()));
    }

    /** Fills a disk when it comes to an appointment, both as the table's comment says. */
    public static final class Filling extends CommentedTrigger {
        @Override
        protected void act(List<String> words) {
            try {
                SmallDisk.fill(Path.of(words.get(0)));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
