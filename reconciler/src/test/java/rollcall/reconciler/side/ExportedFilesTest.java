package rollcall.reconciler.side;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollcall.reconciler.csv.CsvRows;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.PlanFaults;
import rollcall.reconciler.plan.PlanFolder;
import rollcall.reconciler.plan.PlanReader;

/** What the checker makes of files as they come, and of a plan that declares them. */
class ExportedFilesTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String HEADER = "Works Order,Raised,Works\r\n";

    private final Path folder;
    private final PlanFolder plan;
    private String dates = "d/M/yyyy H:mm";
    private String more = "";

    ExportedFilesTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.plan = PlanFolder.in(Files.createDirectory(folder.resolve("plan")));
    }

    @Test
    void aRowIsKnownByTheLineOnWhichItBeginsAndItsTextIsAsInExcel() throws Exception {
        String text = HEADER + "00014665,5/3/2026 9:07,\"Recharge £45\n“2nd call”\"\r\n7,16/10/2026 18:00,Leak\r\n";
        more = ", charset: windows-1252";
        assertThat(rows(text.getBytes(WINDOWS)))
                .containsExactly(
                        "orders.csv line 2|00014665|2026-03-05T09:07:00|Recharge £45\n“2nd call”",
                        "orders.csv line 4|7|2026-10-16T18:00:00|Leak");
    }

    @Test
    void headersDriftAndAByteOrderMarkIsNone() throws Exception {
        more = ", delimiter: tab";
        assertThat(rows("\uFEFFWORKS\t WO   Ref.\traised \tOther\r\nLeak\t1\t1/2/2026 0:00\tx\r\n"))
                .containsExactly("orders.csv line 2|1|2026-02-01T00:00:00|Leak");
    }

    @Test
    void blankLinesAreNoneAndATotalIsARow() throws Exception {
        assertThat(rows(HEADER + "1,,a\r\n,,\r\n\r\nTotal: 1,,\r\n,,gone\r\n , ,\r\n"))
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
        "5/3/2026 9:07, d/M/yyyy H:mm, 2026-03-05T09:07:00",
        "05/03/2026 09:07:08, dd/MM/yyyy HH:mm:ss, 2026-03-05T09:07:08",
        "05/03/2026, dd/MM/yyyy, 2026-03-05T00:00:00",
        "29/3/2026 1:30, d/M/yyyy H:mm, 2026-03-29T01:30:00",
        "25/10/2026 1:30, d/M/yyyy H:mm, 2026-10-25T01:30:00",
        "1/1/1900 0:00, d/M/yyyy H:mm, 1900-01-01T00:00:00",
        "01/01/0001 00:00:00, dd/MM/yyyy HH:mm:ss, 0001-01-01T00:00:00",
        "31/2/2026 9:00, d/M/yyyy H:mm, 31/2/2026 9:00",
        "5/3/2026 25:00, d/M/yyyy H:mm, 5/3/2026 25:00",
        "5/3/2026 9:07, dd/MM/yyyy HH:mm:ss, 5/3/2026 9:07",
        "46311.75, d/M/yyyy H:mm, 46311.75"
    })
    void aDateIsReadAsItsFileWritesItOrStaysAsItIs(String cell, String pattern, String read) throws Exception {
        dates = pattern;
        assertThat(rows(HEADER + "1," + cell + ",x\r\n")).containsExactly("orders.csv line 2|1|" + read + "|x");
    }

    @Test
    void aQuoteThatStandsAloneAndSwallowsRowsRefusesTheFile() {
        refused(HEADER + "1,,\"a\r\n2,,b\r\n3,,9\"\r\n")
                .hasMessageStartingWith("orders.csv line 2: a cell holds whole lines of the file");
        refused(HEADER + "0,,z\r\n\"1,,a\r\n9\",,c\r\n")
                .hasMessageStartingWith("orders.csv line 3: a cell holds whole lines of the file");
    }

    @Test
    void anAddressOfSeveralLinesIsNoRowThatWasSwallowed() throws Exception {
        assertThat(rows(HEADER + "1,,\"Flat 1\r\n2 High St, Camford\"\r\n"))
                .containsExactly("orders.csv line 2|1||Flat 1\r\n2 High St, Camford");
    }

    @Test
    void aDateWithTheMonthFirstRefusesTheFile() {
        refused(HEADER + "1,03/04/2026 9:00,x\r\n2,10/25/2026 9:00,x\r\n")
                .hasMessage(
                        "orders.csv line 3: raised '10/25/2026 9:00' is no d/M/yyyy H:mm, but it is one with day and"
                                + " month swapped; correct dates: in plan.yaml, or the cell");
    }

    @Test
    void whatCannotBeReadWholeIsRefused() {
        refused(HEADER + "1,,a\r\n2,\r\n").hasMessageStartingWith("orders.csv line 3: 2 cells where the header has 3");
        refused(HEADER + "1,,a\r\n\"2,,b\r\n").hasMessageStartingWith("orders.csv line 3: a quote does not close");
        refused(HEADER + "1,,\"a\" x\r\n")
                .hasMessageStartingWith("orders.csv line 2: something stands behind the quote");
        refused(HEADER + "1,,9\"\r\n").hasMessageStartingWith("orders.csv line 2: a quotation mark stands in a cell");
        refused(HEADER + "1,,a\r\n2,,b").hasMessageStartingWith("orders.csv line 3: the file ends within this row");
        refused(HEADER + "1,,a\r\n2,,\0\0\r\n").hasMessageStartingWith("orders.csv line 3: NULs where text should be");
        refused(HEADER + "1,,a\r2,,b\r3,," + "x".repeat(CsvRows.LONGEST_ROW) + "\r\n")
                .hasMessageStartingWith("orders.csv line 4: the row goes on for more than 1,000,000 characters");
        refused(HEADER).hasMessageStartingWith("orders.csv: has a header and no row");
        refused("").hasMessageStartingWith("orders.csv: is empty");
        refused("Works Order,Works\r\n1,a\r\n").hasMessageStartingWith("orders.csv: has no column headed 'Raised'");
        refused("Works Order,wo ref.,Raised,Works\r\n1,2,,a\r\n")
                .hasMessageStartingWith("orders.csv: two of its columns are headed as column 'order_no'");
        refused("Works,Works Order,Raised,works\r\na,1,,b\r\n")
                .hasMessageStartingWith("orders.csv: two of its columns are headed as column 'works'");
        refused(HEADER + "1,,a\r\n\r\nWorks,Works order,Keys\r\nb,2,\r\n")
                .hasMessageStartingWith("orders.csv line 4: a header again");
        more = ", without: raised";
        refused(HEADER + "1,,a\r\n").hasMessageStartingWith("orders.csv: is declared to be without column 'raised'");
        more = "";
        assertThatThrownBy(() -> rows((HEADER + "1,,a\r\n2,,£\r\n").getBytes(WINDOWS)))
                .hasMessageStartingWith("orders.csv line 3: bytes that are no UTF-8 text");
        more = ", charset: ISO-8859-1";
        assertThatThrownBy(() -> rows((HEADER + "1,,a\r\n2,,“b”\r\n").getBytes(WINDOWS)))
                .hasMessageStartingWith("orders.csv line 3: bytes that are no ISO-8859-1 text");
        more = ", charset: windows-1252";
        refused(HEADER + "1,,£\r\n").hasMessageStartingWith("orders.csv: declared as windows-1252, but");
    }

    @Test
    void aFileThatWentAfterThePlanWasReadIsRefused() throws Exception {
        Files.writeString(folder.resolve("orders.csv"), HEADER + "1,,a\r\n");
        DatabaseConnection exports = exports();
        Files.delete(folder.resolve("orders.csv"));
        assertThatThrownBy(() -> Snapshot.open(exports)).hasMessageStartingWith("orders.csv: there is no such file");
    }

    @Test
    void aFolderInItsPlaceAndAFileThatCannotBeOpenedAreRefused() throws Exception {
        Path file = folder.resolve("orders.csv");
        Files.writeString(file, HEADER + "1,,a\r\n");
        DatabaseConnection exports = exports();
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> Snapshot.open(exports))
                .isInstanceOf(SideFailure.class)
                .hasMessage("orders.csv: is a folder; bring the file itself, or correct its name in plan.yaml");
        Files.delete(file);
        Files.createSymbolicLink(file, file);
        assertThatThrownBy(() -> Snapshot.open(exports))
                .isInstanceOf(SideFailure.class)
                .hasMessage("orders.csv: cannot be read (FileSystemException); check its rights and the disk");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsRefused() throws Exception {
        Path file = folder.resolve("orders.csv");
        Files.writeString(file, HEADER + "1,,a\r\n");
        DatabaseConnection exports = exports();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean isRead = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (long second = 1; !isRead.get(); second++) {
                touch(file, second);
                begun.countDown();
            }
        });
        try {
            begun.await();
            assertThatThrownBy(() -> Snapshot.open(exports))
                    .isInstanceOf(SideFailure.class)
                    .hasMessage(
                            "orders.csv: has changed while the exported files were read; wait until whoever writes it"
                                    + " has ended, and run again");
        } finally {
            isRead.set(true);
            writer.join();
        }
        try (Stream<Path> left = Files.walk(folder.resolve("plan/.rollcall"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        try (Snapshot snapshot = Snapshot.open(exports)) {
            assertThat(snapshot.isOneMoment()).isTrue();
        }
    }

    private static void touch(Path file, long second) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(second, TimeUnit.SECONDS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothingOfTheFilesIsLeftInTheWorkFolder() throws Exception {
        rows(HEADER + "1,,Leak\r\n");
        try (Stream<Path> left = Files.walk(folder.resolve("plan/.rollcall"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void allFaultsOfADeclarationAreToldAtOnce() throws IOException {
        Files.writeString(folder.resolve("orders.csv"), HEADER + "1,,a\r\n");
        declare("""
                      Orders:
                        columns: { select_: A }
                        from: [ { file: ../orders.csv } ]
                      orders:
                        columns: { order_no: [Works Order, WO], source_row: Row, other: " wo " }
                        times: rasied
                        keys: order_no
                        dates: [d/M/yyyy, M/d/yyyy, "d/M/yy", "dd/mm/yyyy HH:MM", "d/M/yyyy H"]
                        from:
                          - { file: ../orders.csv, without: [ordr_no], charset: utf-9 }
                          - { file: ../orders.csv, delimiter: "::", fiel: x }
                          - { file: ../absent.csv }
                      visits:
                        columns: { raised: Raised }
                        times: raised
                        from: [ { file: ../orders.csv } ]
                """);
        assertThat(String.join("\n", faults()).replace('"', '\''))
                .contains(
                        "table 'Orders' is not a name for SQL",
                        "column 'source_row' is not a name for SQL",
                        "header 'wo' means both order_no and other",
                        "times: 'rasied' is none of columns",
                        "dates 'd/M/yy' is not a way to write dates",
                        "dates 'dd/mm/yyyy HH:MM' is not a way to write dates",
                        "dates 'd/M/yyyy H' is not a way to write dates",
                        "dates is day first and month first at once",
                        "without: 'ordr_no' is none of columns:; did you mean 'order_no'?",
                        "charset 'utf-9' is unknown",
                        "file 'orders.csv' stands twice",
                        "delimiter '::' is not one character",
                        "unknown key 'fiel'",
                        "'../absent.csv' does not exist",
                        "dates is missing, and the table has times");
    }

    @Test
    void twoFilesOfOneNameAreAFaultInWhateverTableAndCaseAndOneFileInTwoTablesIsNone() throws IOException {
        for (String file : List.of("orders.csv", "north/Orders.csv", "south/ORDERS.CSV", "visits.csv")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), HEADER + "1,,a\r\n");
        }
        declare("""
                      orders:
                        columns: { works: Works }
                        from:
                          - { file: ../orders.csv }
                          - { file: ../north/Orders.csv }
                          - { file: ../visits.csv }
                      visits:
                        columns: { works: Works }
                        from:
                          - { file: ../visits.csv }
                          - { file: ../north/../orders.csv }
                          - { file: ../south/ORDERS.CSV }
                """);
        assertThat(faults())
                .containsExactly(
                        "plan.yaml line 11: file \"../north/Orders.csv\" has the name of another, \"../orders.csv\";"
                                + " rename one: a row without a reference is known by it",
                        "plan.yaml line 18: file \"../south/ORDERS.CSV\" has the name of another, \"../orders.csv\";"
                                + " rename one: a row without a reference is known by it");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String text) {
        return assertThatThrownBy(() -> rows(text)).isInstanceOf(SideFailure.class);
    }

    private List<String> rows(String text) throws Exception {
        return rows(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> rows(byte[] bytes) throws Exception {
        Files.write(folder.resolve("orders.csv"), bytes);
        List<String> lines = new ArrayList<>();
        try (Snapshot snapshot = Snapshot.open(exports());
                ResultSet rows = snapshot.prepare("select * from orders order by _rowid_")
                        .executeQuery()) {
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= 4; column++) {
                    String cell = rows.getString(column);
                    cells.add(cell == null ? "" : cell);
                }
                lines.add(String.join("|", cells));
            }
        }
        return lines;
    }

    private DatabaseConnection exports() throws PlanFaults {
        declare("""
                      orders:
                        columns: { order_no: [Works Order, WO Ref.], raised: Raised, works: Works }
                        times: raised
                        keys: order_no
                        from: [ { file: ../orders.csv, dates: %s%s } ]
                """.formatted(dates, more));
        return Optional.ofNullable(PlanReader.read(plan.path(), Map.of("LEGACY_PASSWORD", "a-secret"))
                        .connections()
                        .get("exports"))
                .orElseThrow();
    }

    private void declare(String tables) {
        try {
            String text = Files.readString(plan.path().resolve("plan.yaml"));
            String before = text.replaceFirst("(?s)  exports:\n.*(?=  legacy:)", "");
            plan.with("plan.yaml", before.replace("connections:\n", "connections:\n  exports:\n    files:\n" + tables));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> faults() {
        try {
            PlanReader.read(plan.path(), Map.of("LEGACY_PASSWORD", "a-secret"));
            return List.of();
        } catch (PlanFaults faults) {
            return faults.faults();
        }
    }
}
