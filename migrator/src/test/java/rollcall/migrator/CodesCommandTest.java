package rollcall.migrator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.SheetsCouncil;
import rollcall.migrator.decision.Filling;
import rollcall.reconciler.Exits;
import rollcall.reconciler.table.TableFile;
import rollcall.reconciler.table.TableFile.Line;

class CodesCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CouncilFolder council;

    CodesCommandTest(@TempDir Path folder) {
        council = Council.generate(CouncilSpec.of(200, 1), folder.resolve("council"));
    }

    @Test
    void everyCodeFoundIsFilledInWithMeaningAndCountAndWhatPeopleWroteStays() throws Exception {
        List<Line> before = lines("priority.csv");

        assertThat(codes()).isEqualTo(1);

        List<Line> after = lines("priority.csv");
        assertThat(after.subList(0, before.size()))
                .extracting(CodesCommandTest::written)
                .isEqualTo(before.stream().map(CodesCommandTest::written).toList());
        assertThat(after)
                .extracting(it -> it.cells().get(2))
                .allMatch(it -> it.matches("[0-9]+"))
                .anyMatch(it -> it.length() > 1);
        assertThat(after.subList(before.size(), after.size()))
                .anySatisfy(it -> assertThat(it.cells())
                        .startsWith("Z", "Zone programme (retired)")
                        .endsWith("", "", "", ""));
        assertThat(out.toString())
                .containsPattern("codes/priority.csv +1\\d codes, \\d new, \\d undecided on live rows")
                .containsPattern("codes/priority.csv line \\d+: priority 'Z' is not decided, and")
                .contains("Decide each in its table: map and a new_code, or reject");
        assertThat(out.toString().lines()).allMatch(it -> it.length() <= 80);

        byte[] once = Files.readAllBytes(table("priority.csv"));
        assertThat(codes()).isEqualTo(1);
        assertThat(Files.readAllBytes(table("priority.csv"))).isEqualTo(once);
    }

    @Test
    void theCountsAreThoseOfTheRowsThatAreMoved() throws Exception {
        Files.writeString(scope(), Files.readString(scope()).replace("open job,move", "open job,exclude"));
        codes();

        assertThat(lines("contractor.csv")).extracting(it -> it.cells().get(2)).containsOnly("0");
        assertThat(lines("slot.csv")).extracting(it -> it.cells().get(2)).anyMatch(it -> !it.equals("0"));
        assertThat(out.toString()).doesNotContain("contractor 'AEP' is not decided");
    }

    @Test
    void onceAllIsDecidedTheTablesAreSignedAndMigrateTakesThem() throws Exception {
        council.correct();
        Files.delete(table("signed.csv"));

        assertThat(codes()).isZero();
        assertThat(out.toString())
                .contains("Every code on a live row is decided.")
                .contains("codes/signed.csv: the code tables are not signed");
        assertThat(run("migrate")).isEqualTo(2);
        assertThat(err.toString()).contains("codes/signed.csv: the code tables are not signed");

        assertThat(codes("--sign", "H. Ferreira, head of repairs")).isZero();
        assertThat(lines("signed.csv")).allMatch(it -> it.cells().contains("H. Ferreira, head of repairs"));
        assertThat(run("migrate")).as(err.toString()).isZero();
    }

    @Test
    void signingAgainTellsWhatHasChanged() throws Exception {
        council.correct();
        Path priority = table("priority.csv");
        Files.writeString(priority, Files.readString(priority).replace("U,Urgent,,3,map", "U,Urgent,,4,map"));

        assertThat(codes("--sign", "H. Ferreira, head of repairs")).isZero();

        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("priority 'U' was signed on 2026-10-15 as map to 3 and is now map to 4")
                .doesNotContain("--sign");
        assertThat(codes("--sign", " ")).isEqualTo(2);
        assertThat(err.toString()).contains("--sign needs who signs");
    }

    @Test
    void aCodeThatEndsInANoBreakSpaceIsThatCode() throws Exception {
        council.correct();
        Files.delete(table("signed.csv"));
        byte[] before = Files.readAllBytes(table("slot.csv"));
        Path query = council.plan().resolve("legacy/appointments.sql");
        String padded = Files.readString(query)
                .replace(
                        "       slot AS slot,",
                        "       CASE WHEN RTRIM(slot) = 'AM' THEN 'AM' || CHAR(160) ELSE slot END AS slot,");
        Files.writeString(query, padded);

        assertThat(codes()).as(err.toString()).isZero();
        assertThat(lines("slot.csv")).extracting(it -> it.cells().getFirst()).doesNotHaveDuplicates();
        assertThat(lines("slot.csv"))
                .hasSize(new String(before, UTF_8).lines().toList().size() - 1);
        assertThat(run("codes", "--sign", "A. Manager, repairs")).isZero();
        assertThat(run("migrate")).as(err.toString()).isZero();
    }

    @Test
    void aTableThatIsOpenInASpreadsheetIsLeftAlone() throws Exception {
        byte[] before = Files.readAllBytes(table("status.csv"));
        Files.writeString(table(".~lock.trade.csv#"), ",someone,somewhere");

        assertThat(codes()).isEqualTo(3);

        assertThat(err.toString()).contains("trade.csv is open in Excel or LibreOffice; close it there");
        assertThat(Files.readAllBytes(table("status.csv"))).isEqualTo(before);
        assertThat(codes("--sign", "A. Manager, repairs")).isEqualTo(3);
        assertThat(err.toString()).contains("trade.csv is open in Excel or LibreOffice; close it there");
    }

    @Test
    void aTableThatIsNotThereYetIsMade() throws Exception {
        Files.delete(table("trade.csv"));

        assertThat(codes()).isEqualTo(1);

        assertThat(lines("trade.csv")).extracting(it -> it.cells().getFirst()).contains("PL", "D33");
        assertThat(Files.readString(table("trade.csv")))
                .startsWith("legacy_code,meaning,live_rows,new_code,decision,decided_by,decided_on\n");
    }

    @Test
    void tablesAreWrittenAsWorkbooksAndFilledAndSignedAsSuch() throws Exception {
        council.correct();
        assertThat(codes("--xlsx")).isZero();
        assertThat(out.toString()).contains("codes:\n  status: codes/status.xlsx\n  priority: codes/priority.xlsx\n");
        Path yaml = council.plan().resolve("plan.yaml");
        for (String list : List.of("status", "priority", "trade", "contractor", "slot")) {
            Files.writeString(yaml, Files.readString(yaml).replace(list + ".csv", list + ".xlsx"));
            Files.delete(table(list + ".csv"));
        }

        assertThat(codes()).as(err.toString()).isZero();
        assertThat(TableFile.read(table("status.xlsx"), "legacy_code", "new_code")
                        .lines())
                .filteredOn(it -> it.cells().getFirst().equals("200"))
                .singleElement()
                .satisfies(it -> assertThat(it.cells().get(2)).matches("[1-9][0-9]*"));
        assertThat(run("migrate"))
                .as("signed as CSV, the same as a workbook: " + err)
                .isZero();
    }

    @Test
    void aWorkbookThatHoldsMoreThanItsTableIsLeftAlone() throws Exception {
        Path yaml = council.plan().resolve("plan.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("slot.csv", "slot.xlsx"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Excel", "1.0")) {
            Worksheet table = workbook.newWorksheet("Codes");
            for (int column = 0; column < Filling.HEADER.size(); column++) {
                table.value(0, column, Filling.HEADER.get(column));
            }
            table.comment(0, 3, "agreed by telephone");
            workbook.newWorksheet("Sheet2");
            workbook.newWorksheet("Notes").value(0, 0, "AM is 8 to 12");
        }
        Files.write(table("slot.xlsx"), bytes.toByteArray());

        assertThat(codes()).isEqualTo(2);

        assertThat(err.toString().strip())
                .isEqualTo(
                        "codes/slot.xlsx: holds comments, sheet \"Notes\" besides its table, which filling it in would lose; keep that in another file");
        assertThat(Files.readAllBytes(table("slot.xlsx"))).isEqualTo(bytes.toByteArray());
    }

    @Test
    void codesOfExportedFilesAreFoundToo(@TempDir Path folder) throws Exception {
        CouncilFolder sheets = SheetsCouncil.generate(CouncilSpec.of(60, 1), folder.resolve("council"));
        Path slots = sheets.plan().resolve("codes/slot.csv");
        Files.writeString(slots, "legacy_code,meaning,live_rows,new_code,decision,decided_by,decided_on\n");

        assertThat(run(sheets.plan(), "codes")).as(err.toString()).isEqualTo(1);

        assertThat(TableFile.read(slots).lines())
                .extracting(it -> it.cells().getFirst())
                .containsExactly("AD", "AM", "EV", "PM", "SR");
        assertThat(out.toString()).contains("slot 'AM' is not decided");
    }

    /** Of the contractors' table, written by {@code codes --xlsx}: H01 was made to mean 0071 in Calc, and the file saved. */
    @Test
    void aWorkbookThatWasEditedInLibreOfficeIsCheckedSignedAndMovedByWithItsLeadingZeros() throws Exception {
        council.correct();
        try (InputStream edited = Objects.requireNonNull(
                CodesCommandTest.class.getResourceAsStream("contractor-edited-in-libreoffice.xlsx"))) {
            Files.copy(edited, table("contractor.xlsx"));
        }
        Files.delete(table("contractor.csv"));
        Path yaml = council.plan().resolve("plan.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("contractor.csv", "contractor.xlsx"));
        target("insert into contractors (reference, name) values ('0071', 'Direct labour'), ('71', 'Another')");

        assertThat(run("check")).as(err.toString()).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("codes/contractor.xlsx line 2: contractor 'H01' was signed on 2026-10-15 as map to H01 and is"
                        + " now map to 0071");
        assertThat(run("migrate")).as("changed since it was signed").isEqualTo(2);
        assertThat(codes("--sign", "A. Manager, repairs")).isZero();
        assertThat(run("migrate")).as(err.toString()).isZero();
        assertThat(run("reconcile")).as(out.toString()).isZero();
        assertThat(target("update work_orders set contractor_reference = '71' where contractor_reference = '0071'"))
                .isPositive();
        assertThat(run("reconcile")).isEqualTo(1);
    }

    private int codes(String... options) {
        return run(Stream.concat(Stream.of("codes"), Stream.of(options)).toArray(String[]::new));
    }

    private int run(String... arguments) {
        return run(council.plan(), arguments);
    }

    private int run(Path plan, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Exits.execute(
                Rollcall.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)),
                Stream.concat(Stream.of(arguments), Stream.of(plan.toString())).toArray(String[]::new));
    }

    private int target(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(council.targetUrl(), "sa", "");
                Statement sql = connection.createStatement()) {
            return sql.executeUpdate(statement);
        }
    }

    private List<Line> lines(String name) throws Exception {
        return TableFile.read(table(name)).lines();
    }

    /** What people write: all but the count. */
    private static List<String> written(Line line) {
        return Stream.concat(
                        Stream.of(line.cells().get(0), line.cells().get(1)),
                        line.cells().stream().skip(3))
                .toList();
    }

    private Path table(String name) {
        return council.plan().resolve("codes").resolve(name);
    }

    private Path scope() {
        return council.plan().resolve("scope.csv");
    }
}
