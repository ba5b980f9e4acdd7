package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.reconciler.Exits;

class CheckCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CouncilFolder council;

    CheckCommandTest(@TempDir Path folder) {
        council = Council.generate(CouncilSpec.of(20, 1), folder.resolve("council"));
    }

    @Test
    void theMoversFaultsAreToldWithTheCheckers() throws Exception {
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replace("chunk: 500", "chunk: 0")
                        .replace("zone: Europe/London", "zone: Europe/Londn"));

        assertThat(check()).isEqualTo(2);

        assertThat(err.toString().lines()).hasSize(2).anyMatch(it -> it.contains("Europe/Londn"));
        assertThat(err.toString()).contains("chunk '0' is not from 1 to 100000 rows");
    }

    @Test
    void aMisspeltHeadingIsOneFaultWhateverRefersToWhatStandsUnderIt() throws Exception {
        Path plan = council.plan().resolve("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replace("connections:", "conections:"));

        assertThat(check()).isEqualTo(2);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .endsWith("unknown key \"conections\"; did you mean \"connections\"?");
    }

    @Test
    void whatMigrateWouldRefuseIsARemarkAndNoFault() {
        assertThat(check()).isZero();

        assertThat(out.toString())
                .contains(
                        "Migrate would refuse this plan as it is:\n  codes/signed.csv: the code tables are not signed")
                .contains("connection legacy: opens, H2");
    }

    private int check() {
        return Exits.execute(
                Rollcall.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)),
                "check",
                council.plan().toString());
    }
}
