package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.CouncilFolder;
import rollcall.migrator.CommandRun;

/**
 * A replay whose ledger lies in another database is halted between the target's commit and the ledger's: whatever command
 * comes next, what was corrected by hand is still known.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayApartTest {
    private static final String OPEN = "where intent_id not in (select intent_id from rollcall.intent_settled)";

    private MovedCouncil original = new MovedCouncil(new CouncilFolder(Path.of("")));
    private Path folder = Path.of("");
    private List<String> unbroken = List.of();
    private List<String> unbrokenLedger = List.of();
    private List<String> unbrokenJobs = List.of();

    @BeforeAll
    void replayUnbroken(@TempDir Path shared) throws Exception {
        folder = shared;
        original = MovedCouncil.generate(200, 7, folder.resolve("original"));
        BooksApart.keep(original);
        original.correct();
        reject(original);
        ReplayTest.sign(original);
        assertThat(Program.migrate(original.plan()).exitCode()).isEqualTo(1);
        original.inChunksOf(2);
        correct(original);
        MovedCouncil council = original.copyInto(folder.resolve("unbroken"));
        assertThat(replay(council)).isEqualTo(1);
        unbroken = council.held();
        unbrokenLedger = ledger(council);
        unbrokenJobs = jobs(council);
        assertThat(unbrokenJobs).anyMatch(it -> it.contains("corrected by hand"));
    }

    @Test
    void theSameFileAgainGoesOn() throws Exception {
        goesOn("replay-jobs.after-commit:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay-jobs.after-commit:1", "replay-contacts.after-commit:1"})
    @EnabledIfSystemProperty(named = "long", matches = ".*")
    void elsewhereToo(String failpoint) throws Exception {
        goesOn(failpoint);
    }

    private void goesOn(String failpoint) throws Exception {
        MovedCouncil council = halted(failpoint, failpoint.replace(':', '-'));

        assertThat(replay(council)).isEqualTo(1);

        assertThat(council.held()).isEqualTo(unbroken);
        assertThat(ledger(council)).isEqualTo(unbrokenLedger);
        assertThat(replay(council)).isEqualTo(1);
        assertThat(ledger(council)).isEqualTo(unbrokenLedger);
    }

    @Test
    void aMigrationEntersWhatWasCorrectedAndTheSameFileAfterItGoesOn() throws Exception {
        MovedCouncil council = halted("replay-jobs.after-commit:2", "migrate");
        List<String> open = BooksApart.query(council, "select reference from rollcall.intent " + OPEN);
        assertThat(BooksApart.query(
                        council, "select distinct length(value_fingerprint) from rollcall.intent_correction"))
                .containsExactly("64");

        assertThat(Program.migrate(council.plan()).balance().holds()).isTrue();

        assertThat(
                        BooksApart.query(
                                council,
                                "select reference from rollcall.balance where population = 'jobs' and detail like 'corrected by hand on %'"))
                .containsAll(open);
        assertThat(replay(council)).isEqualTo(1);
        assertThat(council.held()).isEqualTo(unbroken);
        assertThat(jobs(council)).isEqualTo(unbrokenJobs);
    }

    /** Has the repairs team reject the codes that are corrected by hand. */
    private static void reject(MovedCouncil council) throws Exception {
        try (Stream<Path> tables = Files.list(council.plan().resolve("codes"))) {
            for (Path table : tables.toList()) {
                Files.writeString(
                        table,
                        Files.readString(table)
                                .replaceAll("(?m)^((?:D33|Z|AEP),[^,\n]*,[^,\n]*),[^,\n]*,map,", "$1,,reject,"));
            }
        }
    }

    /** Halted there, with rows in the target of which the ledger knows but the intent. */
    private MovedCouncil halted(String failpoint, String name) throws Exception {
        MovedCouncil council = original.copyInto(folder.resolve(name));
        assertThat(Halted.at(
                        failpoint,
                        council,
                        "rejects",
                        "--replay",
                        corrected(council).toString()))
                .isEqualTo(Halted.KILLED);
        assertThat(BooksApart.query(council, "select intent_id from rollcall.intent " + OPEN))
                .isNotEmpty();
        return council;
    }

    private static int replay(MovedCouncil council) {
        return CommandRun.of(
                        "rejects",
                        council.plan(),
                        "--replay",
                        corrected(council).toString())
                .exit();
    }

    private static Path corrected(MovedCouncil council) {
        return council.folder().root().resolve("corrected.xlsx");
    }

    private static void correct(MovedCouncil council) throws Exception {
        MendedCodes.write(council.plan().resolve(".rollcall/rejects/rejects-jobs.xlsx"), corrected(council));
    }

    /** What the ledger says of jobs, and what of them was corrected, without its runs' numbers. */
    private static List<String> jobs(MovedCouncil council) throws Exception {
        List<String> jobs = new ArrayList<>(
                BooksApart.query(
                        council,
                        "select reference, occurrence, outcome, action, detail, legacy_fingerprint from rollcall.balance where population = 'jobs' order by 1, 2"));
        jobs.addAll(
                BooksApart.query(
                        council,
                        "select population, reference, occurrence, column_name, value_fingerprint from rollcall.correction order by 1, 2, 3, 4"));
        return jobs;
    }

    private static List<String> ledger(MovedCouncil council) throws Exception {
        List<String> ledger = jobs(council);
        ledger.addAll(BooksApart.query(
                council,
                "select population, reference, occurrence, outcome, detail from rollcall.balance order by 1, 2, 3"));
        ledger.addAll(BooksApart.query(council, "select count(*) from rollcall.debit"));
        ledger.addAll(BooksApart.query(council, "select count(*) from rollcall.credit"));
        return ledger;
    }
}
