package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.CommandRun;
import rollcall.migrator.extract.PlainLegacy;

/** From one database server to another: the same truth. */
class EnginesTest {
    private final TimeZone own = TimeZone.getDefault();

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(own);
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRES, H2, Europe/London",
        "MARIADB, POSTGRES, Pacific/Auckland",
        "POSTGRES, MARIADB, Europe/London",
        "H2, MARIADB, UTC",
        "MARIADB, MARIADB, Pacific/Auckland"
    })
    void everyRecordOfACouncilComesOutAsItsTruthSays(Engine from, Engine to, String zone, @TempDir Path folder)
            throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        MovedCouncil council =
                MovedCouncil.generate(300, 3, folder.resolve("council")).on(to);
        PlainLegacy.of(council.plan(), from.database(folder.resolve("legacy")));

        MigrationResult hurried = Program.load(council.plan());

        assertThat(council.posted()).isEqualTo(council.fates("hurried_fate"));
        assertThat(hurried.exitCode()).isEqualTo(1);

        council.correct();
        CommandRun corrected = CommandRun.of("migrate", council.plan());

        assertThat(corrected.exit()).as(corrected.text()).isZero();
        assertThat(council.held()).isEqualTo(council.expected());
        assertThat(council.posted()).isEqualTo(council.fates("fate"));
        String once = council.dump();

        CommandRun again = CommandRun.of("migrate", council.plan());

        assertThat(again.exit()).as(again.text()).isZero();
        assertThat(council.dump()).isEqualTo(once);
    }
}
