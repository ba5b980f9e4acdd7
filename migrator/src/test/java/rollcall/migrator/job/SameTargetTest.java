package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.CommandRun;

/** A target that lacks what was entered last is not the one of which the ledger speaks; one that lacks single rows is. */
class SameTargetTest {
    @ParameterizedTest
    @EnumSource
    void rowsThatStaffDeleteStopNothingUntilAllOfTheLastOnesAreGone(Engine engine, @TempDir Path folder)
            throws Exception {
        MovedCouncil council =
                MovedCouncil.generate(120, 4, folder.resolve("council")).on(engine);
        council.correct();
        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        List<String> people = council.query("", "select id from person order by id desc").stream()
                .map(it -> it.substring(1))
                .toList();
        assertThat(people).hasSizeGreaterThan(40);
        delete(council, people.subList(0, 24));
        delete(council, people.subList(30, people.size()));

        CommandRun migrated = CommandRun.of("migrate", council.plan());

        assertThat(migrated.exit()).as(migrated.text()).isZero();
        delete(council, people.subList(24, 25));
        String dump = council.dump();
        CommandRun refused = CommandRun.of("migrate", council.plan());
        assertThat(refused.exit()).as(refused.text()).isEqualTo(3);
        assertThat(refused.err().replaceAll("\\s+", " "))
                .contains("none of the 25 rows that run 1 has added last is in the target");
        assertThat(council.dump()).isEqualTo(dump);
    }

    private static void delete(MovedCouncil council, List<String> people) throws Exception {
        String ids = "(" + String.join(", ", people) + ")";
        council.system().execute("delete from person_communication where person_id in " + ids);
        council.system().execute("delete from alert_regarding_person where person_id in " + ids);
        council.system().execute("delete from person where id in " + ids);
    }
}
