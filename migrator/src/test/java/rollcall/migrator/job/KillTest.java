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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.CouncilFolder;

/** A real JVM is halted in the middle of a migration, as by a power cut; the next run must make up for it exactly. */
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extract.sealed",
                "ledger.created",
                "debits.before-commit",
                "debits.after-commit",
                "jobs.before-commit:1"
            })
    void haltedBeforeTheLoadNothingIsThereAndTheNextRunDoesItAll(String failpoint) throws Exception {
        MovedCouncil council = copy(failpoint.replace(':', '-'));

        assertThat(Halted.at(failpoint, council, "migrate")).isEqualTo(Halted.KILLED);

        assertThat(council.held()).isEmpty();
        boolean debited = failpoint.startsWith("jobs") || failpoint.equals("debits.after-commit");
        if (!failpoint.equals("extract.sealed")) {
            assertThat(council.count("rollcall.debit")).isEqualTo(debited ? unbrokenPostings.size() : 0);
            assertThat(council.count("rollcall.credit")).isZero();
        }
        resumesAsIfUnbroken(council);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs.after-commit:1",
                "jobs.before-commit:2",
                "jobs.after-commit:3",
                "jobs.before-commit:6",
                "jobs.after-commit:9",
                "appointments.before-commit:1",
                "appointments.after-commit:1",
                "appointments.before-commit:4",
                "appointments.after-commit:5",
                "appointments.after-commit:8",
                "contacts.before-commit:1",
                "contacts.after-commit:1",
                "contacts.before-commit:3",
                "contacts.after-commit:4",
                "contacts.before-commit:7"
            })
    void haltedWithinTheLoadWhatIsCommittedStaysAndTheRestFollows(String failpoint) throws Exception {
        MovedCouncil council = copy(failpoint.replace(':', '-'));

        assertThat(Halted.at(failpoint, council, "migrate")).isEqualTo(Halted.KILLED);

        long credits = council.count("rollcall.credit");
        List<String> committed = council.rows();
        assertThat(credits).isBetween(1L, unbrokenPostings.size() - 1L);
        assertThat(committed).hasSizeBetween(1, unbroken.size() - 1);
        assertThat(council.count("rollcall.credit where outcome = 'LOADED'")).isEqualTo(committed.size());

        resumesAsIfUnbroken(council);
        assertThat(council.rows()).containsAll(committed);
    }

    @ParameterizedTest
    @ValueSource(strings = "done")
    void haltedAtTheEndTheNextRunWritesNothing(String failpoint) throws Exception {
        MovedCouncil council = copy(failpoint);

        assertThat(Halted.at(failpoint, council, "migrate")).isEqualTo(Halted.KILLED);

        String dump = council.dump();
        resumesAsIfUnbroken(council);
        assertThat(council.dump()).isEqualTo(dump);
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
