package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.CouncilFolder;
import rollcall.migrator.CommandRun;
import rollcall.migrator.job.LaterLegacy.Visit;

/**
 * A ledger in a database of its own: what a power cut leaves between the target's commit and the ledger's is found out in the
 * target and made up for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApartLedgerTest {
    private Path folder = Path.of("");
    private List<String> unbroken = List.of();

    @BeforeAll
    void generate(@TempDir Path shared) throws Exception {
        folder = shared;
        MovedCouncil original = MovedCouncil.generate(120, 4, folder.resolve("original"));
        original.correct();
        original.inChunksOf(20);
        BooksApart.keep(original);
        MovedCouncil council = copy("unbroken");
        Program.migrate(council.plan());
        unbroken = council.held();
    }

    @Test
    void theTargetHoldsNoTableOfOursAndTheBooksAreWhole() throws Exception {
        MovedCouncil council = copy("whole");

        MigrationResult result = Program.migrate(council.plan());

        assertThat(result.exitCode()).isZero();
        assertThat(council.query(
                        "", "select table_schema from information_schema.tables where table_schema = 'rollcall'"))
                .isEmpty();
        assertThat(council.held()).isEqualTo(council.expected());
        assertThat(CommandRun.of("reconcile", council.plan()).exit()).isZero();
        assertThat(CommandRun.of("ledger", council.plan()).exit()).isZero();
        String once = council.dump();
        List<String> books = BooksApart.dump(council);
        Program.migrate(council.plan());
        assertThat(council.dump()).isEqualTo(once);
        assertThat(BooksApart.dump(council)).isEqualTo(books);
        CommandRun rehearsed = CommandRun.of("rehearse", council.plan());
        assertThat(rehearsed.exit()).as(rehearsed.text()).isZero();
        assertThat(BooksApart.dump(council)).isEqualTo(books);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs.before-commit:1",
                "entries.before:2",
                "entries.after:2",
                "appointments.after-commit:7",
                "contacts.after-commit:11"
            })
    void haltedAnywhereTheNextRunMakesUpForIt(String failpoint) throws Exception {
        MovedCouncil council = copy(failpoint.replace(':', '-'));
        assertThat(Halted.at(failpoint, council, "migrate")).isEqualTo(Halted.KILLED);
        List<String> committed = council.rows();

        assertThat(Program.migrate(council.plan()).exitCode()).isZero();

        assertThat(council.held()).isEqualTo(unbroken);
        assertThat(council.rows()).containsAll(committed);
        assertThat(BooksApart.query(council, "select count(*) from rollcall.balance where outcome is null"))
                .containsExactly("0");
        assertThat(BooksApart.query(council, "select distinct action from rollcall.balance where outcome = 'LOADED'"))
                .containsExactly("ADDED");
        assertThat(BooksApart.query(council, "select count(*) from rollcall.balance where outcome = 'LOADED'"))
                .containsExactly(Integer.toString(unbroken.size()));
        assertThat(
                        BooksApart.query(
                                council,
                                "select count(*) from rollcall.intent where intent_id not in (select intent_id from rollcall.intent_settled)"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "debits.after-commit",
                "jobs.after-commit:1",
                "jobs.after-commit:11",
                "appointments.before-commit:4",
                "appointments.after-commit:9",
                "contacts.before-commit:2",
                "contacts.after-commit:1"
            })
    @EnabledIfSystemProperty(named = "long", matches = ".*")
    void haltedElsewhereToo(String failpoint) throws Exception {
        haltedAnywhereTheNextRunMakesUpForIt(failpoint);
    }

    @Test
    void whatHappensToAnUnenteredRowBeforeTheNextRunIsSeen() throws Exception {
        MovedCouncil council = copy("meanwhile");
        List<Visit> visits = new LaterLegacy(copyOfUnbroken()).visits();
        assertThat(haltAfterAll(council)).isEqualTo(Halted.KILLED);
        List<String> unentered = BooksApart.query(
                council,
                "select i.reference from rollcall.intent i where i.population = 'appointments' and i.intent_id not in (select intent_id from rollcall.intent_settled)");
        List<Visit> open =
                visits.stream().filter(it -> unentered.contains(it.sid())).toList();
        assertThat(open).as("unentered %s", unentered).hasSizeGreaterThan(2);
        council.system()
                .execute("update appointments set time_of_day_name = 'BY STAFF' where legacy_appointment_reference = '"
                        + open.get(0).sid() + "'");
        LaterLegacy later = new LaterLegacy(council);
        later.finish(open.get(1));
        later.execute("delete from visit where visit_sid = " + open.get(2).sid());

        MigrationResult result = Program.migrate(council.plan());

        assertThat(result.balance().holds()).isTrue();
        List<String> expected = new ArrayList<>(unbroken);
        expected.removeIf(it -> it.startsWith("appointment|" + open.get(1).sid() + "|"));
        List<String> held = new ArrayList<>(council.held());
        held.replaceAll(it -> it.replaceFirst("\\|BY STAFF\\|", "|"));
        expected.replaceAll(it -> it.startsWith("appointment|" + open.get(0).sid() + "|")
                ? it.replaceFirst("\\|(AM|PM|SCHOOL RUN|EMERGENCY)\\|", "|")
                : it);
        assertThat(held).isEqualTo(expected);
        // What staff have touched is theirs: an undo leaves it.
        CommandRun undone = CommandRun.of("undo", council.plan(), "1", "--yes");
        assertThat(undone.exit()).as(undone.text()).isEqualTo(1);
        assertThat(council.held()).anyMatch(it -> it.contains("|BY STAFF|"));
    }

    @Test
    void whatStaffAddToAnUnenteredRowMakesItTheirs() throws Exception {
        MovedCouncil council = copy("operative");
        Visit visit = new LaterLegacy(copyOfUnbroken()).visits().get(0);
        assertThat(haltAfterAll(council)).isEqualTo(Halted.KILLED);
        // A column that the plan does not write, and that is all there is to tell it by.
        council.system()
                .execute("update appointments set operative_id = 1 where legacy_appointment_reference = '" + visit.sid()
                        + "'");

        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        assertThat(CommandRun.of("undo", council.plan(), "1", "--yes").exit()).isEqualTo(1);

        assertThat(council.held())
                .filteredOn(it -> it.startsWith("appointment|"))
                .hasSize(1);
    }

    @Test
    void anUndoThatIsOnlyTriedWritesNoIntentsAndWhatStaffDeleteAfterItStaysDeleted() throws Exception {
        MovedCouncil council = copyOfUnbroken("tried");
        Visit visit = new LaterLegacy(council).visits().get(0);
        List<String> books = BooksApart.dump(council);

        assertThat(CommandRun.of("undo", council.plan(), "1", "--dry-run").exit())
                .isZero();

        assertThat(BooksApart.dump(council)).isEqualTo(books);
        council.system().execute("delete from appointments where legacy_appointment_reference = '" + visit.sid() + "'");
        List<String> held = council.held();
        Program.migrate(council.plan());
        assertThat(council.held()).isEqualTo(held);
    }

    @Test
    void aTargetThatWasRestoredFromABackupIsNotTakenForLoaded() throws Exception {
        MovedCouncil council = copyOfUnbroken("restored");
        Files.copy(
                folder.resolve("original/target/hub.mv.db"),
                council.folder().root().resolve("target/hub.mv.db"),
                StandardCopyOption.REPLACE_EXISTING);
        List<String> books = BooksApart.dump(council);

        CommandRun refused = CommandRun.of("migrate", council.plan());

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err().replaceAll("\\s+", " "))
                .contains("none of the 25 rows that run 1 has added last is in the target")
                .contains("rollcall undo PLAN 1");
        assertThat(BooksApart.dump(council)).isEqualTo(books);
        assertThat(CommandRun.of("undo", council.plan(), "1", "--yes").exit()).isZero();
        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        assertThat(council.held()).isEqualTo(unbroken);
    }

    @ParameterizedTest
    @ValueSource(strings = "contacts.after-commit:2")
    void aBackupThatWasTakenBetweenTwoChunksOfARunIsSeenToLackItsEnd(String failpoint) throws Exception {
        MovedCouncil council = copy("between-" + failpoint.replace(':', '-'));
        assertThat(Halted.at(failpoint, council, "migrate")).isEqualTo(Halted.KILLED);
        Path target = council.folder().root().resolve("target/hub.mv.db");
        Path backup = council.folder().root().resolve("backup.mv.db");
        Files.copy(target, backup);
        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        assertThat(council.held()).isEqualTo(unbroken);
        Files.copy(backup, target, StandardCopyOption.REPLACE_EXISTING);
        List<String> books = BooksApart.dump(council);

        for (CommandRun refused : List.of(
                CommandRun.of("migrate", council.plan()),
                CommandRun.of("rejects", council.plan(), "--replay", "corrected.xlsx"),
                CommandRun.of("rejects", council.plan(), "--replay", "corrected.xlsx", "--dry-run"))) {
            assertThat(refused.exit()).isEqualTo(3);
            assertThat(refused.err().replaceAll("\\s+", " "))
                    .contains("none of the 25 rows that run 1 has added last is in the target")
                    .contains("rollcall undo PLAN 1");
        }

        assertThat(BooksApart.dump(council)).isEqualTo(books);
        CommandRun tried = CommandRun.of("undo", council.plan(), "1", "--dry-run");
        assertThat(tried.out().replaceAll("\\s+", " "))
                .contains("Look where this was: none of the 25 rows that run 1 has added last is in the target");
        assertThat(CommandRun.of("undo", council.plan(), "1", "--yes").exit()).isZero();
        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        assertThat(council.held()).isEqualTo(unbroken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs.after-commit:2", "appointments.after-commit:5"})
    @EnabledIfSystemProperty(named = "long", matches = ".*")
    void betweenOtherChunksToo(String failpoint) throws Exception {
        aBackupThatWasTakenBetweenTwoChunksOfARunIsSeenToLackItsEnd(failpoint);
    }

    @Test
    void anUndoThatWasCutOffIsMadeUpForByTheMigrationThatLoadsItAgain() throws Exception {
        MovedCouncil council = copyOfUnbroken("undo-cut-off");
        assertThat(Halted.at("undo-appointments.after-commit:1", council, "undo", "1", "--yes"))
                .isEqualTo(Halted.KILLED);

        assertThat(Program.migrate(council.plan()).exitCode()).isZero();

        assertThat(council.held()).isEqualTo(unbroken);
    }

    /** Halted after the third chunk of appointments is in the target, and before the ledger has it. */
    private static int haltAfterAll(MovedCouncil council) throws Exception {
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replace("chunk: 20", "chunk: 500"));
        return Halted.at("appointments.after-commit:1", council, "migrate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"appointments", "out-jobs", "undo-appointments"})
    void aCatchUpAndAnUndoAreMadeUpForToo(String step) throws Exception {
        MovedCouncil council = copyOfUnbroken(step);
        LaterLegacy later = new LaterLegacy(council);
        List<Visit> visits = later.visits();
        boolean undo = step.startsWith("undo");
        if (!undo) {
            later.book(visits.get(0), 900001);
            later.move(visits.get(1), 1);
            later.cancel(visits.get(2));
        }
        MovedCouncil straight = council.copyInto(folder.resolve("straight-" + step));
        run(straight, undo);

        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replace("chunk: 20", "chunk: 500"));
        assertThat(
                        undo
                                ? Halted.at(step + ".after-commit:1", council, "undo", "1", "--yes")
                                : Halted.at(step + ".after-commit:1", council, "migrate"))
                .isEqualTo(Halted.KILLED);
        run(council, undo);

        assertThat(council.held()).isEqualTo(straight.held());
        String outcomes =
                "select population, reference, outcome, action, detail from rollcall.balance order by 1, 2, occurrence";
        assertThat(BooksApart.query(council, outcomes)).isEqualTo(BooksApart.query(straight, outcomes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "out-appointments", "undo-jobs"})
    @EnabledIfSystemProperty(named = "long", matches = ".*")
    void inTheirOtherStepsToo(String step) throws Exception {
        aCatchUpAndAnUndoAreMadeUpForToo(step);
    }

    private static void run(MovedCouncil council, boolean undo) throws Exception {
        if (undo) {
            assertThat(CommandRun.of("undo", council.plan(), "1", "--yes").exit())
                    .isZero();
        } else {
            assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        }
    }

    private MovedCouncil copy(String name) throws IOException {
        return new MovedCouncil(new CouncilFolder(folder.resolve("original"))).copyInto(folder.resolve(name));
    }

    private MovedCouncil copyOfUnbroken(String... name) throws IOException {
        return name.length == 0
                ? new MovedCouncil(new CouncilFolder(folder.resolve("unbroken")))
                : new MovedCouncil(new CouncilFolder(folder.resolve("unbroken"))).copyInto(folder.resolve(name[0]));
    }
}
