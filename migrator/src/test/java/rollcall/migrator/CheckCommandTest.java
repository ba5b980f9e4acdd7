package rollcall.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.SheetsCouncil;
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
        assertThat(council.plan().resolve(".rollcall")).doesNotExist();
    }

    @Test
    void whatTheMoverAsksOfLegacyIsTriedAndEachFaultToldWithFileAndLine() throws Exception {
        edit("legacy/jobs.sql", "wo.u_priority AS priority", "wo.u_prioritty AS priority");
        edit("legacy/appointments.sql", "starts_at AS starts_at", "starts_at AS begins_at");
        edit("legacy/lookups.sql", "AS meaning", "AS meant");

        assertThat(check()).isEqualTo(2);

        assertThat(err.toString().lines()).hasSize(3);
        int line = lineOf(council.plan().resolve("legacy/jobs.sql"), "wo.u_prioritty");
        assertThat(err.toString())
                .contains("jobs.sql line " + line + ": legacy refused the query: Column \"WO.U_PRIORITTY\" not found")
                .contains("appointments.sql: lacks column 'starts_at'; it has reference, ")
                .contains("lookups.sql: yields list, code, meant; expected the columns list, code and meaning");
    }

    @Test
    void tablesAndColumnsThatTheTargetDoesNotHaveAreFaults() throws Exception {
        edit("plan.yaml", "table: person_communication", "table: person_comunication");
        edit("plan.yaml", "start_time: template_start", "starts: template_start");
        edit(
                "plan.yaml",
                "id: id\n      columns:\n        legacy_reference",
                "id: no\n      columns:\n        legacy_reference");
        edit("plan.yaml", "status_code: status", "status_code: raised");

        assertThat(check()).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(4);
        assertThat(err.toString())
                .contains(place("id: no\n") + "jobs: table 'work_orders' has no column 'no'; it has id,")
                .contains(place("status_code: raised")
                        + "jobs: columns: column 'status_code' of 'work_orders' is of a type")
                .contains(place("starts: template_start") + "appointments: columns: table 'appointments' has no column")
                .contains(place("table: person_comunication") + "contacts: lists: phones: the target has no table");
        assertThat(out.toString()).contains("connection target: opens, H2").doesNotContain("no fault");
    }

    @Test
    void ofAnExportThatHoldsOneKindTheHeaderIsLookedAt() throws Exception {
        edit("plan.yaml", "jobs: legacy/jobs.sql", "jobs: { file: jobs.csv, charset: UTF-8 }");
        Files.writeString(council.plan().resolve("jobs.csv"), "reference,raised\n1,\"never closed");

        assertThat(check()).isEqualTo(2);
        assertThat(err.toString()).contains("jobs.csv: lacks columns");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void thePlanThatComparesSchedulersIsFoundFit() {
        assertThat(check(council.schedulerPlan())).as(err.toString()).isZero();
    }

    @Test
    void thePlanThatComparesContractorsIsFoundFitAndAnExportThatIsNotThereIsTold(@TempDir Path folder)
            throws Exception {
        CouncilFolder larger = Council.generate(CouncilSpec.of(300, 1), folder.resolve("council"));
        assertThat(check(larger.contractorsPlan())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("connection south circular: opens, exported files");

        Files.delete(larger.diaries().resolve("purley.csv"));
        assertThat(check(larger.contractorsPlan())).isEqualTo(3);
        assertThat(err.toString()).contains("connection 'purley': purley.csv: there is no such file; bring it");
    }

    @Test
    void aPlanOverExportedFilesIsTriedByBothHalves(@TempDir Path folder) throws Exception {
        CouncilFolder sheets = SheetsCouncil.generate(CouncilSpec.of(20, 1), folder.resolve("council"));

        assertThat(check(sheets.plan())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("connection exports: opens, exported files");
        assertThat(leftIn(sheets.plan().resolve(".rollcall"))).allMatch(it -> it.endsWith(".lock"));
    }

    private int check() {
        return check(council.plan());
    }

    private int check(Path plan) {
        return Exits.execute(
                Rollcall.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)),
                "check",
                plan.toString());
    }

    private void edit(String file, String text, String replacement) throws IOException {
        Path path = council.plan().resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(text);
        Files.writeString(path, before.replace(text, replacement));
    }

    private String place(String text) throws IOException {
        return "plan.yaml line %d: migrate: load: "
                .formatted(lineOf(council.plan().resolve("plan.yaml"), text));
    }

    /** The line, from 1, on which a text begins that stands there once. */
    private static int lineOf(Path file, String text) throws IOException {
        String all = Files.readString(file);
        assertThat(all).containsOnlyOnce(text);
        return (int) all.substring(0, all.indexOf(text) + 1).lines().count();
    }

    private static List<Path> leftIn(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }
}
