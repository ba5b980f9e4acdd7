package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.reconciler.plan.DatabaseConnection;

class SameLegacyTest {
    @Test
    void anotherLegacySystemIsNotTakenForTheOneOfWhichTheLedgerIs(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(60, 4, folder.resolve("council"));
        council.correct();
        Program.migrate(council.plan());
        MovedCouncil other = MovedCouncil.generate(60, 5, folder.resolve("other"));
        Path legacy = folder.resolve("council/legacy");
        Files.copy(other.folder().root().resolve("legacy/uh.mv.db"), legacy.resolve("northgate.mv.db"));
        Path plan = council.plan().resolve("plan.yaml");
        String text = Files.readString(plan);
        Files.writeString(plan, text.replace("/legacy/uh", "/legacy/northgate"));
        String before = council.dump();

        assertThatThrownBy(() -> Program.migrate(council.plan()))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining(
                        "the ledger is of the records of 'jdbc:h2:uh, schema public', and this plan reads 'jdbc:h2:northgate, schema public'");
        assertThat(council.dump()).isEqualTo(before);
    }

    @Test
    void whatHasMovedIsTheSameOnceThePlanSaysSo(@TempDir Path folder) throws Exception {
        MovedCouncil council = MovedCouncil.generate(60, 4, folder.resolve("council"));
        council.correct();
        Program.migrate(council.plan());
        Path legacy = folder.resolve("council/legacy");
        Files.copy(legacy.resolve("uh.mv.db"), legacy.resolve("moved.mv.db"));
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replace("/legacy/uh", "/legacy/moved")
                        .replace(
                                "  target: target\n", "  target: target\n  moved-from: 'jdbc:h2:uh, schema public'\n"));
        String before = council.dump();

        assertThat(Program.migrate(council.plan()).exitCode()).isZero();
        assertThat(council.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://uh.example:5432/uh?user=reader&password=secret, 'jdbc:postgresql://uh.example:5432/uh'",
        "jdbc:mariadb://reader:secret@uh.example/uh, 'jdbc:mariadb://uh.example/uh'",
        "'jdbc:sqlserver://uh.example:1433;databaseName=uh;encrypt=true', 'jdbc:sqlserver://uh.example:1433;databaseName=uh'",
        "jdbc:oracle:thin:reader/secret@//uh.example:1521/uh, 'jdbc:oracle:thin:@//uh.example:1521/uh'",
        "jdbc:h2:file:/srv/a/legacy/uh;MODE=MSSQLServer, 'jdbc:h2:uh'"
    })
    void itIsKnownByItsPlaceWithoutAccountOrSettings(String url, String place) {
        assertThat(SameLegacy.name(new DatabaseConnection("legacy", url, "reader", "secret", "dbo")))
                .isEqualTo(place + ", schema dbo");
    }
}
