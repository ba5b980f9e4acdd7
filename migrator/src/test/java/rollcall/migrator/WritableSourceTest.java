package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;

/** What each command does where legacy's account may write. */
class WritableSourceTest {
    private static final String MAY_WRITE = "legacy account 'SA' may write there: everything, as an administrator";
    private static final String REFUSED = "plan.yaml: connections: legacy: " + MAY_WRITE
            + ". Give Rollcall an account that only reads (CREATE USER ROLLCALL_READER PASSWORD '…';"
            + " GRANT SELECT ON SCHEMA PUBLIC TO ROLLCALL_READER), or say --allow-writable-source\n";

    private final CouncilFolder council;

    WritableSourceTest(@TempDir Path folder) {
        council = Council.generate(CouncilSpec.of(60, 1), folder.resolve("council"));
        council.correct();
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "rehearse"})
    void anAccountThatMayWriteIsRefusedBeforeARowIsRead(String command) throws Exception {
        read("ACCESS_MODE_DATA=rw", "sa");

        CommandRun run = CommandRun.of(command, council.plan());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).isEqualToNormalizingNewlines(REFUSED);
        assertThat(run.out()).isEmpty();
        assertThat(council.plan().resolve(".rollcall/extract")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "rehearse"})
    void itIsLetPassWithAWarningWhereSomebodySaysSo(String command) throws Exception {
        read("ACCESS_MODE_DATA=rw", "sa");

        CommandRun run = CommandRun.of(command, council.plan(), "--allow-writable-source");

        assertThat(run.exit()).as(run.text()).isZero();
        assertThat(run.err()).contains("rollcall: warning: " + MAY_WRITE + "; --allow-writable-source lets it pass.");
    }

    @Test
    void checkTellsItAmongWhatMigrateWouldRefuse() throws Exception {
        read("ACCESS_MODE_DATA=rw", "sa");

        CommandRun run = CommandRun.of("check", council.plan());

        assertThat(run.exit()).isZero();
        assertThat(run.told()).contains("Migrate would refuse this plan as it is: " + REFUSED.strip());
    }

    @Test
    void whereItCannotBeEstablishedItIsSaidAndNothingIsRefused() throws Exception {
        read("ACCESS_MODE_DATA=rw", "ROLLCALL_READER");
        String said = "warning: whether legacy account 'ROLLCALL_READER' may write could not be established: H2 shows"
                + " rights to whole schemas to its administrators only. See to it yourself that it has SELECT and no more.";

        assertThat(CommandRun.of("check", council.plan()).told()).contains(said);
        CommandRun run = CommandRun.of("migrate", council.plan());
        assertThat(run.exit()).as(run.text()).isZero();
        assertThat(run.err()).contains("rollcall: " + said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sa", "ROLLCALL_READER"})
    void aDatabaseThatIsOpenedForReadingOnlyLetsNobodyWrite(String user) throws Exception {
        read("ACCESS_MODE_DATA=r", user);

        CommandRun run = CommandRun.of("migrate", council.plan());

        assertThat(run.exit()).as(run.text()).isZero();
        assertThat(run.err()).doesNotContain("may write");
    }

    private void read(String mode, String user) throws IOException {
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replace("ACCESS_MODE_DATA=r\n", mode + "\n")
                        .replace("user: ROLLCALL_READER", "user: " + user));
        assertThat(Files.readString(plan)).contains(mode + "\n", "user: " + user + "\n");
    }
}
