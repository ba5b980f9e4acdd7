package rollcall.migrator.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.migrator.extract.ExportedTables.Readable;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.DatabaseConnection.SnapshotMode;
import rollcall.reconciler.plan.ExportedFiles;
import rollcall.reconciler.plan.ExportedFiles.Export;
import rollcall.reconciler.plan.ExportedFiles.Table;

/** What the mover makes of files as they come. */
class ExportedTablesTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String HEADER = "Works Order,Raised,Works\r\n";

    private final Path folder;
    private Set<String> without = Set.of();
    private char delimiter = ',';
    private String dates = "d/M/uuuu H:mm";

    ExportedTablesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void poundsCurlyQuotesAndLineBreaksOfAnExcelFileArriveAndALineIsWhereItsRowBegins() throws Exception {
        String text = HEADER + "00014665,5/3/2026 9:07,\"Recharge £45\n“2nd call”\"\r\n7,16/10/2026 18:00,Leak\r\n";

        assertThat(rows(text.getBytes(WINDOWS), WINDOWS))
                .containsExactly(
                        "orders.csv line 2|00014665|2026-03-05T09:07:00|Recharge £45\n“2nd call”",
                        "orders.csv line 4|7|2026-10-16T18:00:00|Leak");
    }

    @Test
    void headersMayDriftInCaseAndBlanksAndOrderAndStandUnderOtherNames() throws Exception {
        assertThat(rows("\uFEFFworks  of\u00A0order;  WO   ref. ; RAISED\r\nLeak;1;1/2/2026 0:00\r\n", ';'))
                .containsExactly("orders.csv line 2|1|2026-02-01T00:00:00|Leak");
    }

    @Test
    void blankLinesAreNoneAndATotalIsARow() throws Exception {
        assertThat(rows(HEADER + "1,,a\r\n,,\r\n\r\nTotal: 1,,\r\n,,gone\r\n,,\r\n"))
                .containsExactly("orders.csv line 2|1||a", "orders.csv line 5|Total: 1||", "orders.csv line 6|||gone");
    }

    @Test
    void aCellOfBlanksThatOnlyLookLikeSpacesIsEmptyAndNoneStandsAtTheEndsOfAnother() throws Exception {
        assertThat(rows(HEADER
                        + "\u00A0001\u00A0 ,\u00A05/3/2026 9:07,a\u00A0b\u200B\r\n2,\u00A0,\u2003\r\n\u00A0, ,\r\n"))
                .containsExactly("orders.csv line 2|001|2026-03-05T09:07:00|a\u00A0b", "orders.csv line 3|2||");
    }

    @ParameterizedTest(name = "{0} in a file that writes {1}")
    @CsvSource({
        "5/3/2026 9:07, d/M/uuuu H:mm, 2026-03-05T09:07:00",
        "05/03/2026 09:07, d/M/uuuu H:mm, 2026-03-05T09:07:00",
        "05/03/2026 09:07:08, dd/MM/uuuu HH:mm:ss, 2026-03-05T09:07:08",
        "05/03/2026, d/M/uuuu, 2026-03-05T00:00:00",
        "16-Oct-2026 18:00, dd-MMM-uuuu HH:mm, 2026-10-16T18:00:00",
        // Nights on which the clocks change: wall time, as it stands.
        "29/3/2026 1:30, d/M/uuuu H:mm, 2026-03-29T01:30:00",
        "25/10/2026 1:30, d/M/uuuu H:mm, 2026-10-25T01:30:00",
        "1/1/1900 0:00, d/M/uuuu H:mm, 1900-01-01T00:00:00",
        "01/01/0001 00:00:00, dd/MM/uuuu HH:mm:ss, 0001-01-01T00:00:00",
        // No such date, or no date at all: it stays, for the rules to reject.
        "31/2/2026 9:00, d/M/uuuu H:mm, 31/2/2026 9:00",
        "5/3/2026 25:00, d/M/uuuu H:mm, 5/3/2026 25:00",
        "5/3/26 9:00, d/M/uuuu H:mm, 5/3/26 9:00",
        "5/3/2026 9:07, dd/MM/uuuu HH:mm:ss, 5/3/2026 9:07",
        "tomorrow, d/M/uuuu H:mm, tomorrow",
        "46311.75, d/M/uuuu H:mm, 46311.75"
    })
    void aDateIsReadAsItsFileWritesItOrStaysAsItIs(String cell, String pattern, String read) throws Exception {
        dates = pattern;
        assertThat(rows(HEADER + "1," + cell + ",x\r\n")).containsExactly("orders.csv line 2|1|" + read + "|x");
    }

    @Test
    void aQuoteThatStandsAloneAndSwallowsRowsRefusesTheFile() {
        refused(HEADER + "1,,\"a\r\n2,,b\r\n3,,9\"\r\n")
                .hasMessageStartingWith("orders.csv line 2: a value holds what looks like whole lines");
        refused(HEADER + "0,,z\r\n\"1,,a\r\n9\",,c\r\n")
                .hasMessageStartingWith("orders.csv line 3: a value holds what looks like whole lines");
    }

    @Test
    void anAddressOfSeveralLinesIsNoRowThatWasSwallowed() throws Exception {
        assertThat(rows(HEADER + "1,,\"Flat 1\r\n2 High St, Camford\"\r\n"))
                .containsExactly("orders.csv line 2|1||Flat 1\r\n2 High St, Camford");
    }

    @Test
    void aFileThatIsWrittenToWhileItIsReadIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("orders.csv"), HEADER + "1,,a\r\n");
        try (CsvLines lines = CsvLines.open(file, StandardCharsets.UTF_8, ',')) {
            assertThat(lines.next()).isPresent();
            Files.writeString(file, "2,,b\r\n", StandardOpenOption.APPEND);

            assertThatThrownBy(() -> {
                        while (lines.next().isPresent()) {
                            continue;
                        }
                    })
                    .hasMessage("orders.csv was written to while it was read; wait until its export has ended, and run"
                            + " this again");
        }
    }

    @Test
    void aDateWithTheMonthFirstRefusesTheFile() {
        refused(HEADER + "1,03/04/2026 9:00,x\r\n2,10/25/2026 9:00,x\r\n")
                .hasMessage(
                        "orders.csv line 3: raised '10/25/2026 9:00' is a date only with the month first, and plan.yaml"
                                + " says d/M/yyyy H:mm; find out which the file has, and correct dates: or the cell");
    }

    @Test
    void aDateWithTheMonthFirstThatIsWrittenOtherwiseIsNotLeftToBeReadWithTheDayFirst() {
        dates = "M/d/uuuu H:mm";
        refused(HEADER + "1,10/25/2026 9:00,x\r\n2,11/2/2026 9:00:00,x\r\n")
                .hasMessageStartingWith(
                        "orders.csv line 3: raised '11/2/2026 9:00:00' is not written as M/d/yyyy H:mm");
    }

    @Test
    void whatCannotBeReadWholeIsRefusedWithItsLine() throws Exception {
        refused(HEADER + "1,,a\r\n2,\r\n").hasMessageStartingWith("orders.csv line 3 has 2 columns; expected 3");
        refused(HEADER + "1,,a\r\n2,,b,c\r\n").hasMessageStartingWith("orders.csv line 3 has 4 columns; expected 3");
        refused(HEADER + "1,,a\r\n\"2,,b\r\n3,,c\r\n").hasMessageStartingWith("orders.csv line 3: a quoted value");
        refused(HEADER + "1,,a\r\n2\"x\",,b\"\"\"\r\n\"3")
                .hasMessageStartingWith("orders.csv line 3: a quote stands inside");
        refused(HEADER + "1,,\"a\" x\r\n").hasMessageStartingWith("orders.csv line 2: a quoted value");
        refused(HEADER + "1,,a\r\n2,,b").hasMessageStartingWith("orders.csv line 3: the last line does not end");
        refused(HEADER + "1,,a\r\n2,,\0\0\r\n").hasMessageStartingWith("orders.csv line 3: NUL characters stand");
        refused(HEADER + "1,,a\r2,,b\r3,,\"c" + "x".repeat(CsvWatch.LONGEST_ROW - 5) + "\"\r\n")
                .hasMessageStartingWith("orders.csv line 4: the row has more than 1,000,000 characters");
        assertThat(rows(HEADER + "3,,\"c" + "x".repeat(CsvWatch.LONGEST_ROW - 8) + "\"\r\n"))
                .hasSize(1);
        refused(HEADER).hasMessageStartingWith("orders.csv holds no row under its header");
        refused("").hasMessageStartingWith("orders.csv is empty");
        assertThatThrownBy(() -> rows((HEADER + "1,,£5\r\n").getBytes(StandardCharsets.UTF_8), WINDOWS))
                .hasMessageContaining("is declared windows-1252, but its bytes are UTF-8");
        assertThatThrownBy(() -> rows((HEADER + "1,,a\r\n2,,£5\r\n").getBytes(WINDOWS), StandardCharsets.UTF_8))
                .hasMessageContaining("orders.csv line 3: byte 0xA3 is not UTF-8");
        assertThatThrownBy(() -> rows((HEADER + "1,,a\r\n2,,“b”\r\n").getBytes(WINDOWS), StandardCharsets.ISO_8859_1))
                .hasMessageStartingWith("orders.csv line 3: byte 0x93 is not ISO-8859-1");
    }

    @Test
    void aHeaderThatIsMissingOrMeansTwoColumnsOrStandsTwiceIsRefused() throws Exception {
        refused("Works Order,Works\r\n1,a\r\n")
                .hasMessage(
                        "orders.csv: has no header for column 'raised' of orders; expected 'Raised'. Add its header to"
                                + " columns:, or say without: raised. The file has 'Works Order', 'Works'");
        refused("7,Ann Tenant\r\n1,a\r\n")
                .hasMessageEndingWith("The file has 2 columns, none headed as in the plan; is there a header line?");
        refused("Works Order,WO Ref.,Raised,Works\r\n1,2,,a\r\n")
                .hasMessageStartingWith("orders.csv: columns 1 and 2 are both headed as column 'order_no' of orders");
        refused("Works,Works Order,Raised,works\r\na,1,,b\r\n")
                .hasMessageStartingWith("orders.csv: columns 1 and 4 are both headed as column 'works' of orders");
        refused(HEADER + "1,,a\r\n\r\nWorks,Works order,Keys\r\nb,2,\r\n")
                .hasMessageStartingWith("orders.csv line 4: is a second header");
        without = Set.of("raised");
        assertThat(rows("Works Order,Works\r\n1,a\r\n")).containsExactly("orders.csv line 2|1||a");
        refused(HEADER + "1,,a\r\n")
                .hasMessage(
                        "orders.csv: has a column headed 'Raised', and plan.yaml says without: raised; take it out of"
                                + " without:");
    }

    @Test
    void aFileThatThePlanNamesAndNobodyBroughtIsRefused() {
        assertThatThrownBy(() -> tables(export(folder.resolve("gone.csv"), StandardCharsets.UTF_8)))
                .isInstanceOf(ExtractFailed.class)
                .hasMessageEndingWith("gone.csv is not there; export it again, or correct plan.yaml");
    }

    @Test
    void aFolderInItsPlaceAndAFileThatCannotBeOpenedOrIsEmptyAreRefusedWithWhatToDo() throws Exception {
        Files.createDirectory(folder.resolve("folder.csv"));
        assertThatThrownBy(() -> tables(export(folder.resolve("folder.csv"), StandardCharsets.UTF_8)))
                .isInstanceOf(ExtractFailed.class)
                .hasMessageEndingWith("folder.csv is a folder; put the exported file there, or correct plan.yaml");
        Path loop = folder.resolve("loop.csv");
        Files.createSymbolicLink(loop, loop);
        assertThatThrownBy(() -> tables(export(loop, StandardCharsets.UTF_8)))
                .isInstanceOf(ExtractFailed.class)
                .hasMessageEndingWith("loop.csv cannot be read (FileSystemException); check its rights and the disk");
        refused("").hasMessage("orders.csv is empty; expected a header line; export it again");
    }

    @Test
    void aNulStaysForTheRulesToReject() throws Exception {
        assertThat(rows(HEADER + "1,,a\0b\r\n")).containsExactly("orders.csv line 2|1||a\0b");
    }

    @Test
    void rowsOfSeveralFilesStandInOneTable() throws Exception {
        Files.writeString(folder.resolve("orders.csv"), HEADER + "1,,a\r\n");
        Files.writeString(folder.resolve("more.csv"), "Raised,WO Ref.,Works\r\n,2,b\r\n");

        assertThat(tables(
                        export(folder.resolve("orders.csv"), StandardCharsets.UTF_8),
                        export(folder.resolve("more.csv"), StandardCharsets.UTF_8)))
                .containsExactly("orders.csv line 2|1||a", "more.csv line 2|2||b");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String text) {
        return assertThatThrownBy(() -> rows(text)).isInstanceOf(ExtractFailed.class);
    }

    private List<String> rows(String text) throws Exception {
        return rows(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private List<String> rows(String text, char separator) throws Exception {
        delimiter = separator;
        return rows(text);
    }

    private List<String> rows(byte[] bytes, Charset charset) throws Exception {
        Path file = Files.write(folder.resolve("orders.csv"), bytes);
        return tables(export(file, charset));
    }

    private Export export(Path file, Charset charset) {
        return new Export(file, charset, delimiter, List.of(dates), without);
    }

    private List<String> tables(Export... exports) throws Exception {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("order_no", List.of("Works Order", "WO Ref."));
        columns.put("raised", List.of("Raised"));
        columns.put("works", List.of("Works", "Works of order"));
        Table table = new Table("orders", columns, Set.of("raised"), List.of("order_no"), List.of(exports));
        DatabaseConnection files = new DatabaseConnection(
                "exports",
                "",
                "",
                "",
                "public",
                SnapshotMode.ONE,
                Optional.of(new ExportedFiles(folder, List.of(table))));
        try (ExtractFolder work = ExtractFolder.open(folder.resolve("work"));
                Readable readable = ExportedTables.readable(files, work, Progress.NONE)) {
            return content(readable.database());
        }
    }

    private static List<String> content(DatabaseConnection laidOut) throws Exception {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(laidOut.url(), laidOut.user(), "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select source_row, order_no, raised, works from orders order by _rowid_")) {
            while (rows.next()) {
                lines.add(String.join(
                        "|", Stream.of(1, 2, 3, 4).map(it -> text(rows, it)).toList()));
            }
        }
        return lines;
    }

    private static String text(ResultSet rows, int column) {
        try {
            return Optional.ofNullable(rows.getString(column)).orElse("");
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void remove(Path work) throws IOException {
        ExtractFolder.remove(work);
    }
}
