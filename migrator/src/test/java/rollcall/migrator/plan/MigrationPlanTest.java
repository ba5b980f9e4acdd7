package rollcall.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilSpec;
import rollcall.migrator.extract.ExtractSource.CsvFile;
import rollcall.migrator.extract.ExtractSource.Query;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.plan.LoadPlan.Field;
import rollcall.migrator.plan.LoadPlan.Fixed;
import rollcall.migrator.plan.LoadPlan.ItemTable;
import rollcall.migrator.transform.Transformation;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanReader;

class MigrationPlanTest {
    private Path plan;

    @BeforeEach
    void writeSamplePlan(@TempDir Path folder) {
        plan = Council.generate(CouncilSpec.of(1, 1), folder.resolve("council")).plan();
    }

    @Test
    void theSamplePlanIsBoundWithoutFault() throws Exception {
        MigrationPlan migration = read();

        assertThat(migration.source()).isEqualTo("legacy");
        assertThat(migration.target()).isEqualTo("target");
        assertThat(migration.extracts().get(Kind.JOBS)).isInstanceOfSatisfying(Query.class, query -> {
            assertThat(query.file()).isEqualTo(plan.resolve("legacy/jobs.sql"));
            assertThat(query.sql()).contains("FROM rmworder");
        });
        assertThat(migration.load().chunk()).isEqualTo(500);
        assertThat(migration.load().register())
                .isEqualTo(new LoadPlan.Register("property_class", "property_reference", "id"));
        assertThat(migration.load().table(Kind.APPOINTMENTS).columns())
                .containsEntry("start_time", new Field("template_start"))
                .containsEntry("created_by", new Fixed("rollcall"));
        assertThat(migration.load().table(Kind.CONTACTS).lists())
                .contains(new ItemTable(
                        "alerts", "alert_regarding_person", "person_id", Map.of("code", new Field("item"))));
        assertThat(migration.codes().newCode("trade", "OO")).contains("OH");
        assertThat(migration.codes().newCode("trade", "D33")).isEmpty();
        assertThat(Transformation.undecided(PlanReader.read(plan, Map.of()).scope()))
                .isEmpty();
    }

    @Test
    void anExportedFileIsDeclaredWithItsCharsetAndHeaders() throws Exception {
        Files.writeString(plan.resolve("jobs.csv"), "WO\n");
        change(
                "jobs: legacy/jobs.sql",
                "jobs: { file: jobs.csv, charset: windows-1252, delimiter: ;, columns: { reference: WO } }");

        assertThat(read().extracts().get(Kind.JOBS))
                .isEqualTo(new CsvFile(
                        plan.resolve("jobs.csv"), Charset.forName("windows-1252"), ';', Map.of("reference", "WO")));
    }

    @Test
    void exportedFilesCanBeReadAndAreNoTarget() throws Exception {
        Files.writeString(plan.resolve("jobs.csv"), "WO\n1\n");
        change(
                "  target:\n    url:",
                "  exports:\n    files:\n      jobs: { columns: { reference: WO }, from: [ { file: jobs.csv } ] }\n"
                        + "  target:\n    url:");
        change("source: legacy\n", "source: exports\n");
        assertThat(read().source()).isEqualTo("exports");

        change("target: target\n", "target: exports\n");
        assertThat(faults())
                .anyMatch(it -> it.endsWith(
                        "target is a connection of exported files, which can only be read; name a database"));
    }

    @Test
    void allFaultsAreToldAtOnceWithTheirLines() throws Exception {
        change("source: legacy\n", "source: legcay\n");
        change("jobs: legacy/jobs.sql", "jobs: { file: x.csv, charset: windows-1525, columns: { refrence: WO } }");
        change("chunk: 500", "chunk: 0");
        change("status_code: status", "status_code: state");
        change("legacy_appointment_reference: reference", "legacy_appointment_reference: slot");
        change("contacts:\n      table: person", "contacts:\n      tabel: person");
        Files.writeString(plan.resolve("codes/trade.csv"), """
                legacy_code,meaning,live_rows,new_code,decision,decided_by,decided_on
                PL,Plumbing,,PL,map,A Manager,
                PL,Plumbing,,CP,map,A Manager,
                ,Nothing,,CP,map,A Manager,
                """);
        Files.writeString(plan.resolve("codes/slot.csv"), "code,new_code\nAM,AM\n");

        assertThat(faults())
                .anyMatch(it ->
                        it.matches("plan.yaml line \\d+: .*source 'legcay' is not one of connections: legacy, target"))
                .anyMatch(it -> it.contains("x.csv") && it.contains("does not exist"))
                .anyMatch(it -> it.contains("charset 'windows-1525' is unknown"))
                .anyMatch(it -> it.contains("refrence") && it.contains("reference"))
                .anyMatch(it -> it.contains("chunk '0' is not from 1 to 100000 rows"))
                .anyMatch(it ->
                        it.contains("status_code: 'state' is not one of our fields; expected reference, property,"))
                .anyMatch(it -> it.contains("appointments: no column takes 'reference'"))
                .anyMatch(it -> it.contains("tabel"))
                .contains("codes/slot.csv line 1: unknown column \"code\"; did you mean \"new_code\"?")
                .filteredOn(it -> it.startsWith("codes/trade.csv"))
                .as("what both halves find is told once")
                .containsExactly(
                        "codes/trade.csv line 3: legacy_code \"PL\" stands twice, first in line 2; keep the line that is right",
                        "codes/trade.csv line 4: legacy_code is blank");
    }

    @Test
    void theMoverFindsByItselfWhatIsWrongInATable() throws Exception {
        Path file = plan.resolve("codes/trade.csv");
        List<String> found = new ArrayList<>();
        CodeFile codes = new CodeFile(file, (at, line, message) -> found.add(line + " " + message));
        Files.writeString(
                file, "Legacy_code,new_code,decision\nPL,PL,Map\nPL,CP,map\n,CP,map\nEL,,maybe\nGS,,reject\nRF\n");

        assertThat(codes.read())
                .containsExactly(
                        new CodeLine(2, "PL", CodeLine.Decision.MAP, "PL", "", ""),
                        new CodeLine(5, "EL", CodeLine.Decision.NONE, "", "", ""),
                        new CodeLine(6, "GS", CodeLine.Decision.REJECT, "", "", ""),
                        new CodeLine(7, "RF", CodeLine.Decision.NONE, "", "", ""));
        assertThat(found)
                .containsExactly(
                        "3 legacy_code 'PL' stands twice, first in line 2; keep one",
                        "4 has no legacy_code; fill it in or remove the line",
                        "5 decision 'maybe' is not map, reject or blank");

        Files.writeString(file, "code,new_code\nAM,AM\n");
        found.clear();
        assertThat(codes.read()).isEmpty();
        assertThat(found).singleElement().asString().startsWith("1 has no column 'legacy_code'; expected legacy_code,");
    }

    @Test
    void whatIsSignedIsReadBackAsItWasSigned() throws Exception {
        Path file = plan.resolve("codes/signed.csv");
        List<CodeSheet> tables = read().decisions().tables();

        int signed = SignedFile.write(file, tables, "H. Ferreira, head of repairs", "2026-10-15");

        Decisions decisions = read().decisions();
        assertThat(decisions.signatures()).hasSize(signed);
        for (Signature signature : decisions.signatures()) {
            CodeLine line = decisions
                    .table(signature.list())
                    .line(signature.signed().legacyCode())
                    .orElseThrow();
            assertThat(signature.covers(line)).isTrue();
            assertThat(signature.by()).isEqualTo("H. Ferreira, head of repairs");
        }
        Files.writeString(file, Files.readString(file).replaceFirst("\nstatus,100,map", "\nstate,100,map"));
        assertThat(faults())
                .containsExactly(
                        "codes/signed.csv line 2: is not a line as signing writes it; sign again: rollcall codes PLAN --sign \"Name, role\"");
    }

    @Test
    void anUndecidedLineIsNoCode() throws Exception {
        Files.writeString(plan.resolve("codes/slot.csv"), "\uFEFFlegacy_code,new_code\nAM, \n PM ,PM\n");

        assertThat(read().codes().newCode("slot", "AM")).isEmpty();
        assertThat(read().codes().newCode("slot", "PM")).contains("PM");
    }

    private MigrationPlan read() throws PlanFaults {
        return PlanReader.read(plan, Map.of(), MigrationPlan::bind).part();
    }

    private List<String> faults() {
        return catchThrowableOfType(PlanFaults.class, this::read).faults();
    }

    private void change(String before, String after) throws Exception {
        Path file = plan.resolve("plan.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }
}
