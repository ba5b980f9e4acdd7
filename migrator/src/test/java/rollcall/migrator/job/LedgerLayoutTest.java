package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.CommandRun;

/** A database that another version of the program, or another user, has to do with is told in one line. */
class LedgerLayoutTest {

    @ParameterizedTest
    @EnumSource
    void aLedgerOfAnotherLayoutIsToldInOneLineAndNothingIsDone(Engine engine, @TempDir Path folder) throws Exception {
        MovedCouncil council =
                MovedCouncil.generate(20, 4, folder.resolve("council")).on(engine);
        council.correct();
        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        String schema = council.system().ledger();
        council.system().execute("update " + schema + ".layout set version = version + 1");
        String dump = council.dump();

        refused(
                council,
                "schema '%s', last written by 'rollcall".formatted(schema),
                "is of layout 4, and this program keeps layout 3");

        assertThat(council.dump()).isEqualTo(dump);
        council.system().execute("drop table " + schema + ".layout");
        council.system().execute("drop view " + schema + ".balance");
        council.system().execute("alter table " + schema + ".credit drop column detail");
        dump = council.dump();
        refused(
                council,
                "is of an older layout than 3, and this program keeps layout 3",
                "Go on with the version that wrote it");
        assertThat(council.dump()).isEqualTo(dump);
    }

    private static void refused(MovedCouncil council, String... words) {
        for (CommandRun run : new CommandRun[] {
            CommandRun.of("migrate", council.plan()),
            CommandRun.of("ledger", council.plan()),
            CommandRun.of("undo", council.plan(), "1", "--yes")
        }) {
            assertThat(run.exit()).as(run.text()).isEqualTo(3);
            assertThat(run.err().strip()).hasLineCount(1).contains(words);
        }
    }

    @Test
    void anH2UserWhoIsNoAdministratorIsToldWhatToDo(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(20, 4, folder.resolve("council"));
        council.correct();
        council.system().execute("create user LOADER password ''");
        council.system().execute("grant all on schema public to LOADER");
        council.loadsAs("LOADER");

        CommandRun refused = CommandRun.of("migrate", council.plan());

        assertThat(refused.exit()).as(refused.text()).isEqualTo(3);
        assertThat(refused.err().strip())
                .hasLineCount(1)
                .contains("its user 'LOADER' is no administrator of it", "ALTER USER \"LOADER\" ADMIN TRUE");
    }
}
