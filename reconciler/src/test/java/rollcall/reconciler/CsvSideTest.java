package rollcall.reconciler;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static rollcall.reconciler.ComparableRow.aJob;
import static rollcall.reconciler.ComparableRow.anAppointment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.Reconciliation.Result;
import rollcall.reconciler.finding.Verdict;

class CsvSideTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final List<ComparableRow> ROWS = List.of(aJob("100"), anAppointment("900", "100"));
    private static final String HEAD = String.join(",", ComparableRow.COLUMNS) + "\n";

    private final Path folder;
    private final TwoFiles files;

    CsvSideTest(@TempDir Path folder) {
        this.folder = folder;
        this.files = new TwoFiles(folder).legacy(ROWS).target(shown(ROWS));
    }

    private static List<ComparableRow> shown(List<ComparableRow> rows) {
        return rows.stream().map(it -> it.with("visible", "true")).toList();
    }

    @Test
    void equalFilesAreAccountedFor() {
        try (Result result = files.run()) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
        }
    }

    @Test
    void aByteOrderMarkABlankLineAndANewlineInAQuoteAreNoMatter() {
        String text = TwoFiles.text(
                List.of(aJob("100").with("alerts", "DA\nTRA"), anAppointment("900", "100")), ComparableRow.COLUMNS);
        files.legacy(("\uFEFF" + text + "\r\n").getBytes(UTF_8))
                .target(shown(List.of(aJob("100").with("alerts", "DA\nTRA"), anAppointment("900", "100"))));
        try (Result result = files.run()) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
        }
    }

    @Test
    void aFileThatIsWrittenWhileItIsReadIsUnknown() throws Exception {
        Path legacy = folder.resolve("legacy.csv");
        byte[] more = Files.readString(legacy)
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .concat("\r\n")
                .getBytes(UTF_8);
        Progress writing = (what, expected) -> new Progress.Task() {
            @Override
            public void advance(long rows) {
                if (what.contains("legacy.csv")) {
                    append(legacy, more);
                }
            }

            @Override
            public void close() {}
        };
        try (Result result = files.run(writing)) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns())
                    .containsExactly(
                            "legacy.csv: has changed while it was read; wait until whoever writes it has ended, and run again");
        }
    }

    private static void append(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRaggedLineIsRefusedWithItsNumberBehindARowOfTwoLines() {
        files.legacy((HEAD + "jobs,100,100,\"P\n1\",,,,,,,,,,,,,,,true\njobs,101\n").getBytes(UTF_8));
        unknown("legacy.csv line 4: 2 cells where the header has 19; export it again, with text in quotes");
    }

    @Test
    void aQuoteThatStandsAloneAndSwallowsARowIsRefused() {
        String rest = ",100,P1,,,,,,,,,,,,,,,true\n";
        files.legacy((HEAD + "jobs,\"100" + rest + "jobs,101" + rest + "jobs,9\"" + rest).getBytes(UTF_8));
        unknown(
                "legacy.csv line 2: a cell holds whole lines of the file: a quotation mark stands alone there, or was not"
                        + " doubled; export it again, with another delimiter if the cell is right");
    }

    @Test
    void ofAFileWithoutAHeaderNoCellIsTold() {
        files.legacy("jobs,100,07700 900123,Mrs A. Example\n".getBytes(UTF_8));
        try (Result result = files.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.header().unknowns().getFirst())
                    .contains("column number 3 is unknown", "column number 4 is unknown")
                    .doesNotContain("07700")
                    .doesNotContain("Example");
        }
    }

    @Test
    void ofAFileWithoutAHeaderNoCellIsToldWhereThePlanNamesItsColumnsEither() {
        files.legacy("Ottoline,PL,07700 900123\n".getBytes(UTF_8)).legacyColumns(Map.of("reference", "Visit No"));
        unknown(
                "legacy.csv: has no column 'Visit No'; its columns are 3, none of them known (is there a line with their"
                        + " names?); correct the file or the names in plan.yaml");
        files.legacyColumns(Map.of());
        try (Result result = files.run()) {
            assertThat(result.header().unknowns().getFirst())
                    .contains("column number 1 is unknown")
                    .doesNotContain("Ottoline");
        }
    }

    @Test
    void aQuoteThatNeverClosesIsRefusedWithTheLineOfItsRow() throws IOException {
        String text = Files.readString(folder.resolve("legacy.csv"));
        files.legacy(text.substring(0, text.length() - 3).getBytes(UTF_8));
        unknown("legacy.csv line 3: a quote does not close, or the file is cut short; export it again");
    }

    @Test
    void aLastLineThatIsNotEndedIsRefused() throws IOException {
        String text = Files.readString(folder.resolve("legacy.csv"));
        files.legacy(text.substring(0, text.length() - 2).getBytes(UTF_8));
        unknown("legacy.csv line 3: the file ends within this row, or its last line is not ended: it may be cut short;"
                + " export it again, or end that line if nothing is missing");
    }

    @Test
    void aRaggedLineIsRefusedWithItsNumberBehindBlankLines() {
        files.legacy((HEAD + "\n\r\n \njobs,101\n").getBytes(UTF_8));
        unknown("legacy.csv line 5: 2 cells where the header has 19; export it again, with text in quotes");
    }

    @Test
    void aKeyIsTakenWithoutTheBlanksAroundItThatOnlyLookLikeSpaces() {
        String text = TwoFiles.text(ROWS, ComparableRow.COLUMNS).replace("\"900\"", "\"\u00A0900\u200B\"");
        files.legacy(text.getBytes(UTF_8));
        try (Result result = files.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
        }
    }

    @Test
    void bytesThatAreNotInTheCharsetAreRefusedByLine() {
        byte[] text = TwoFiles.text(
                        List.of(
                                aJob("100"),
                                aJob("101"),
                                anAppointment("900", "100").with("alerts", "£")),
                        ComparableRow.COLUMNS)
                .getBytes(WINDOWS);
        files.legacy(text);
        unknown("legacy.csv line 4: bytes that are no UTF-8 text; save the file as UTF-8, or declare its charset");
    }

    @Test
    void windowsTextIsReadAsDeclared() {
        List<ComparableRow> rows = List.of(aJob("100").with("alerts", "£ ’"), anAppointment("900", "100"));
        files.legacy(TwoFiles.text(rows, ComparableRow.COLUMNS).getBytes(WINDOWS))
                .legacyIsIn(WINDOWS)
                .target(shown(rows));
        try (Result result = files.run()) {
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
        }
    }

    @Test
    void utf8DeclaredAsACharsetOfOneByteIsRefused() {
        List<ComparableRow> rows = List.of(aJob("100").with("alerts", "£ ’"), anAppointment("900", "100"));
        files.legacy(TwoFiles.text(rows, ComparableRow.COLUMNS).getBytes(UTF_8)).legacyIsIn(WINDOWS);
        unknown("legacy.csv: declared as windows-1252, but the whole file is UTF-8; declare charset: UTF-8");
        files.legacyIsIn(ISO_8859_1);
        unknown("legacy.csv: declared as ISO-8859-1, but the whole file is UTF-8; declare charset: UTF-8");
    }

    @Test
    void columnsAreTakenByTheNamesThatThePlanGivesAndOthersPassedOver() {
        String header =
                HEAD.replace("reference", "Visit No").replace("slot", "Slot ").strip() + ",Operative\n";
        String rows = "jobs,100,100,P100,,,,80,3,,,PL,H01,,false,,,,true,x\n"
                + "appointments,900,100,P100,,2026-10-20 08:00:00,2026-10-20 12:00,80,3,,,PL,H01,AM,N,,,,1,x\n";
        files.legacy((header + rows).getBytes(UTF_8)).legacyColumns(Map.of("reference", "Visit No", "slot", "Slot"));
        try (Result result = files.run()) {
            assertThat(result.header().unknowns()).isEmpty();
            assertThat(result.header().verdict()).isEqualTo(Verdict.ACCOUNTED_FOR);
        }
    }

    @Test
    void aColumnThatThePlanNamesAndTheFileLacksIsRefused() {
        files.legacyColumns(Map.of("reference", "Visit No"));
        try (Result result = files.run()) {
            assertThat(result.header().unknowns().getFirst())
                    .startsWith("legacy.csv: has no column 'Visit No'; its columns are population, reference, ");
        }
    }

    @Test
    void aFileThatIsNotThereOrEmptyIsRefused() throws IOException {
        files.legacy(new byte[0]);
        unknown("legacy.csv: is empty; expected a line with the columns' names");
        Files.delete(folder.resolve("legacy.csv"));
        unknown("legacy.csv: there is no such file; bring it, or correct its name in plan.yaml");
        Files.createDirectory(folder.resolve("legacy.csv"));
        unknown("legacy.csv: is a folder; bring the file itself, or correct its name in plan.yaml");
        Files.delete(folder.resolve("legacy.csv"));
        Files.createSymbolicLink(folder.resolve("legacy.csv"), folder.resolve("legacy.csv"));
        unknown("legacy.csv: cannot be read (FileSystemException); check its rights and the disk");
        Files.delete(folder.resolve("legacy.csv"));
        files.legacy(HEAD.getBytes(UTF_8));
        unknown("legacy has no appointments at all and the new system has 1; check the source");
    }

    @Test
    void aValueThatDoesNotFitIsToldWithItsLine() {
        files.legacy(List.of(
                aJob("100"),
                anAppointment("900", "100").with("starts_at", "20/10/2026 8:00").with("live", "maybe")));
        unknown(
                "legacy.csv line 3: starts_at '99/99/9999 9:99' is not a time; expected yyyy-MM-dd HH:mm; correct the query or the value");
        unknown(
                "legacy.csv line 3: live 'xxxxx' is not a flag; expected true or false; correct the query or the value");
    }

    private void unknown(String line) {
        try (Result result = files.run()) {
            assertThat(result.header().unknowns()).contains(line);
            assertThat(result.header().verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }
}
