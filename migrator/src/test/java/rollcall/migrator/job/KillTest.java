package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.CouncilFolder;

/**
 * A real JVM is halted before the load and in the middle of it, as by a power cut, on H2; the next run must make up for it
 * exactly, as the same run, and also where legacy has changed since. All other places: {@link KillSweepTest}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTest {
    private static final int HOMES = 150;

    private Path folder = Path.of("");
    private List<String> unbroken = List.of();
    private Map<String, String> unbrokenPostings = Map.of();

    @BeforeAll
    void migrateUnbroken(@TempDir Path shared) throws Exception {
        folder = shared;
        MovedCouncil original = MovedCouncil.generate(HOMES, 7, folder.resolve("original"));
        original.correct();
        Path plan = original.plan().resolve("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replace("chunk: 500", "chunk: 40"));
        MovedCouncil council = copy("unbroken");
        Program.migrate(council.plan());
        unbroken = council.held();
        unbrokenPostings = council.posted();
    }

    @Test
    void haltedBeforeTheLoadNothingIsThereAndTheNextRunDoesItAll() throws Exception {
        MovedCouncil council = copy("before");

        assertThat(Halted.at("debits.before-commit", council, "migrate")).isEqualTo(Halted.KILLED);

        assertThat(council.held()).isEmpty();
        assertThat(council.count("rollcall.debit")).isZero();
        assertThat(council.count("rollcall.credit")).isZero();
        resumesAsIfUnbroken(council);
    }

    @Test
    void haltedWithinTheLoadWhatIsCommittedStaysAndTheRestFollows() throws Exception {
        MovedCouncil council = copy("within");

        assertThat(Halted.at("appointments.after-commit:5", council, "migrate")).isEqualTo(Halted.KILLED);

        long credits = council.count("rollcall.credit");
        List<String> committed = council.rows();
        assertThat(credits).isBetween(1L, unbrokenPostings.size() - 1L);
        assertThat(committed).hasSizeBetween(1, unbroken.size() - 1);
        assertThat(council.count("rollcall.credit where outcome = 'LOADED'")).isEqualTo(committed.size());
        resumesAsIfUnbroken(council);
        assertThat(council.rows()).containsAll(committed);
    }

    @Test
    void aRecordThatIsGoneFromLegacyAfterTheHaltIsClosed() throws Exception {
        MovedCouncil council = copy("gone");
        assertThat(Halted.at("jobs.after-commit:1", council, "migrate")).isEqualTo(Halted.KILLED);
        String gone = unbroken.stream()
                .filter(it -> it.startsWith("appointment|"))
                .map(it -> it.split("\\|", -1)[1])
                .findFirst()
                .orElseThrow();
        Path query = council.plan().resolve("legacy/appointments.sql");
        Files.writeString(query, Files.readString(query) + " where visit_sid <> " + gone);

        MigrationResult resumed = Program.migrate(council.plan());

        assertThat(resumed.balance().holds()).isTrue();
        assertThat(council.query(
                        "", "select outcome, detail from rollcall.balance where reference = '%s'".formatted(gone)))
                .containsExactly("|EXCLUDED|no longer in legacy");
        assertThat(council.held())
                .isEqualTo(unbroken.stream()
                        .filter(it -> !it.startsWith("appointment|" + gone + "|"))
                        .toList());
    }

    private void resumesAsIfUnbroken(MovedCouncil council) throws Exception {
        MigrationResult resumed = Program.migrate(council.plan());

        assertThat(council.held()).isEqualTo(unbroken);
        assertThat(council.posted()).isEqualTo(unbrokenPostings);
        assertThat(resumed.balance().holds()).isTrue();
        assertThat(council.count("rollcall.debit")).isEqualTo(unbrokenPostings.size());
        assertThat(council.count("rollcall.credit")).isEqualTo(unbrokenPostings.size());
        assertThat(council.count("rollcall.run")).isEqualTo(1);
    }

    private MovedCouncil copy(String name) throws IOException {
        return new MovedCouncil(new CouncilFolder(folder.resolve("original"))).copyInto(folder.resolve(name));
    }
}
