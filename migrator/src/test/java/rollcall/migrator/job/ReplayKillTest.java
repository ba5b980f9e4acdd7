package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.CouncilFolder;
import rollcall.migrator.CommandRun;

/** A real JVM is halted in the middle of a replay; the same command again must make up for it exactly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayKillTest {
    private MovedCouncil original = new MovedCouncil(new CouncilFolder(Path.of("")));
    private Path folder = Path.of("");
    private List<String> unbroken = List.of();
    private List<String> unbrokenLedger = List.of();

    @BeforeAll
    void replayUnbroken(@TempDir Path shared) throws Exception {
        folder = shared;
        original = MovedCouncil.generate(200, 7, folder.resolve("original"));
        Path plan = original.plan().resolve("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replace("chunk: 500", "chunk: 2"));
        Program.load(original.plan());
        ReplayTest.sign(original);
        assertThat(rejects(original)).isEqualTo(1);
        long before = original.rows().size();
        MendedCodes.write(file(original), file(original));
        MovedCouncil council = original.copyInto(folder.resolve("unbroken"));
        assertThat(replay(council)).isEqualTo(1);
        unbroken = council.held();
        unbrokenLedger = ledger(council);
        assertThat(unbroken).hasSizeGreaterThan((int) before + 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay.kept", "replay-jobs.before-commit:2", "replay-appointments.after-commit:1"})
    void haltedAnywhereTheSameCommandGoesOn(String failpoint) throws Exception {
        MovedCouncil council = original.copyInto(folder.resolve(failpoint.replace(':', '-')));

        assertThat(haltAt(failpoint, council)).isEqualTo(Halted.KILLED);

        assertThat(council.count("rollcall.correction c where not exists (select 1 from rollcall.balance b "
                        + "where b.population = c.population and b.reference = c.reference and b.outcome = 'LOADED')"))
                .isZero();
        assertThat(replay(council)).isEqualTo(1);
        assertThat(council.held()).isEqualTo(unbroken);
        assertThat(ledger(council)).isEqualTo(unbrokenLedger);

        MigrationResult migrated = Program.load(council.plan());

        assertThat(migrated.balance().holds()).isTrue();
        assertThat(council.held()).isEqualTo(unbroken);
        assertThat(ledger(council)).isEqualTo(unbrokenLedger);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay-jobs.after-commit:1", "replay-contacts.before-commit:1", "replay.done"})
    @EnabledIfSystemProperty(named = "long", matches = ".*")
    void haltedElsewhereToo(String failpoint) throws Exception {
        haltedAnywhereTheSameCommandGoesOn(failpoint);
    }

    /** The ledger without its runs' numbers. */
    private static List<String> ledger(MovedCouncil council) throws Exception {
        List<String> ledger = new ArrayList<>(
                council.query(
                        "",
                        "select population, reference, occurrence, outcome, detail, legacy_fingerprint from rollcall.balance order by 1, 2, 3"));
        ledger.addAll(council.query(
                "",
                "select population, reference, occurrence, column_name from rollcall.correction order by 1, 2, 3, 4"));
        ledger.addAll(council.query("", "select count(*) from rollcall.debit"));
        ledger.addAll(council.query("", "select count(*) from rollcall.credit"));
        return ledger;
    }

    private static Path file(MovedCouncil council) {
        return council.plan().resolve(".rollcall/rejects/rejects-jobs.xlsx");
    }

    private static int replay(MovedCouncil council) throws IOException {
        Path kept = council.folder().root().resolve("corrected.xlsx");
        if (!Files.exists(kept)) {
            Files.copy(file(council), kept);
        }
        return rejects(council, "--replay", kept.toString());
    }

    private static int rejects(MovedCouncil council, String... options) {
        return CommandRun.of("rejects", council.plan(), options).exit();
    }

    private static int haltAt(String failpoint, MovedCouncil council) throws IOException, InterruptedException {
        Path kept = council.folder().root().resolve("corrected.xlsx");
        Files.copy(file(council), kept);
        return Halted.at(failpoint, council, "rejects", "--replay", kept.toString());
    }
}
