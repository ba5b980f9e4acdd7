package rollcall.migrator.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.migrator.extract.ExtractSource.CsvFile;
import rollcall.reconciler.Progress;

class CsvExtractionTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String HEADER =
            "reference,property,status,completed,priority,raised,target_date,trade,contractor,problem,task_text\n";

    private Path folder;

    @BeforeEach
    void takeFolder(@TempDir Path fresh) {
        folder = fresh;
    }

    @Test
    void poundsAndCurlyQuotesOfAnExcelExportArrive() throws Exception {
        List<LegacyRow> rows =
                jobs((HEADER + row("00014665", "Recharge £45 – “agreed”")).getBytes(WINDOWS), WINDOWS, Map.of());

        assertThat(rows).singleElement().satisfies(it -> {
            assertThat(it.identity().reference()).isEqualTo("00014665");
            assertThat(it.value("problem")).contains("Recharge £45 – “agreed”");
        });
    }

    @Test
    void headersThatDriftAreFoundByThePlansNames() throws Exception {
        String drifted = HEADER.replace("reference", " WO Ref ").replace("trade", "TRADE");

        List<LegacyRow> rows =
                jobs(utf8(drifted + row("7", "Leak")), StandardCharsets.UTF_8, Map.of("reference", "wo ref"));

        assertThat(rows).extracting(it -> it.identity().reference()).containsExactly("7");
        assertThat(rows).extracting(it -> it.value("trade").orElseThrow()).containsExactly("PL");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstHeader() throws Exception {
        assertThat(jobs(utf8("\uFEFF" + HEADER + row("7", "Leak")), StandardCharsets.UTF_8, Map.of()))
                .hasSize(1);
    }

    @Test
    void lineBreaksAndQuotesInsideAValueStayAndLinesAreThoseOfTheFile() throws Exception {
        String value = "\"Leak\n“2nd call”\r\nsays \"\"urgent\"\"\"";
        byte[] good = utf8(HEADER + row("1", value) + row("2", "Drip"));

        assertThat(jobs(good, StandardCharsets.UTF_8, Map.of()))
                .extracting(it -> it.line() + " " + it.value("problem").orElseThrow())
                .containsExactly("2 Leak\n“2nd call”\r\nsays \"urgent\"", "5 Drip");
        refused(utf8(HEADER + row("1", value) + "2,P\n"), StandardCharsets.UTF_8, Map.of())
                .hasMessageStartingWith("jobs.csv line 5 has 2 columns; expected 11 as in the header");
    }

    @Test
    void raggedAndBlankLinesAreRefusedWithTheirLine() throws Exception {
        refused(utf8(HEADER + row("1", "a") + row("2", "b").replace("\n", ",x\n")), StandardCharsets.UTF_8, Map.of())
                .hasMessageStartingWith("jobs.csv line 3 has 12 columns; expected 11");
        refused(utf8(HEADER + row("1", "a") + "\n" + row("2", "b")), StandardCharsets.UTF_8, Map.of())
                .hasMessageStartingWith("jobs.csv line 3 has 1 columns; expected 11");
        assertThat(jobs(utf8(HEADER + row("1", "a") + "\n\r\n  \n"), StandardCharsets.UTF_8, Map.of()))
                .hasSize(1);
    }

    @Test
    void aSecondHeaderIsRefusedAsInAnExport() throws Exception {
        refused(
                        utf8(HEADER + row("1", "a") + "\uFEFF" + HEADER.toUpperCase(Locale.ROOT) + row("2", "b")),
                        StandardCharsets.UTF_8,
                        Map.of())
                .hasMessageStartingWith("jobs.csv line 3: is a second header");
    }

    @Test
    void aHeaderThatStandsTwiceIsRefused() throws Exception {
        refused(utf8(HEADER.replace("priority", "status") + row("1", "a")), StandardCharsets.UTF_8, Map.of())
                .hasMessage("jobs.csv: column 'status' stands twice; give each column a name of its own");
    }

    @Test
    void theFirstRowOfAFileWithoutAHeaderIsNotShown() throws Exception {
        refused(utf8("00014665,Ann Tenant,200\n2,b,c\n"), StandardCharsets.UTF_8, Map.of())
                .hasMessageStartingWith(
                        "jobs.csv line 1: has 3 columns, none headed as the mover or plan.yaml names it; is there")
                .hasMessageNotContaining("ann tenant");
        refused(utf8("Ottoline,Ottoline,PL\n2,b,c\n"), StandardCharsets.UTF_8, Map.of("trade", "Trade"))
                .hasMessageStartingWith("jobs.csv line 1: has 3 columns, none headed");
        refused(utf8("reference,,x\n2,b,c\n"), StandardCharsets.UTF_8, Map.of())
                .hasMessageContaining(
                        "it has 3 columns, not all of them with a name (is there a header line?). The mover");
        refused(utf8("reference,Ann Tenant,Ann Tenant\n1,2,3\n"), StandardCharsets.UTF_8, Map.of())
                .hasMessage("jobs.csv: column '(not a name)' stands twice; give each column a name of its own");
        refused(utf8("reference,Ann Tenant\n1,2\n"), StandardCharsets.UTF_8, Map.of())
                .hasMessageContaining("it has reference, a column without a name (number 2)");
    }

    @Test
    void aReferenceThatIsTooLongOrHoldsANulIsRefusedWithItsLineAndNotShown() throws Exception {
        refused(utf8(HEADER + row("1", "a") + row("x".repeat(65), "b")), StandardCharsets.UTF_8, Map.of())
                .hasMessage(
                        "jobs.csv line 3: the reference has 65 characters; expected at most 64. Check which column is taken for it, or correct the row");
        refused(utf8(HEADER + row("1", "a") + row("x\0", "b")), StandardCharsets.UTF_8, Map.of())
                .hasMessage(
                        "jobs.csv line 3: the reference holds a NUL character; correct the row, or take it out in the query");
        assertThat(jobs(utf8(HEADER + row("x".repeat(64), "a")), StandardCharsets.UTF_8, Map.of()))
                .hasSize(1);
    }

    @Test
    void aColumnOfThePlanThatTheFileLacksIsRefused() throws Exception {
        refused(utf8(HEADER + row("1", "a")), StandardCharsets.UTF_8, Map.of("trade", "Trade code"))
                .hasMessageStartingWith("jobs.csv: has no header 'Trade code' for column 'trade'; it has reference,");
    }

    @Test
    void aByteThatCannotBeDecodedIsToldWithItsLineFarBehindTheParser() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(utf8(HEADER));
        for (int i = 0; i < 500; i++) {
            bytes.write(utf8(row(Integer.toString(i), "Leak")));
        }
        bytes.write(row("500", "£45").getBytes(WINDOWS));
        bytes.write(utf8(row("501", "Leak")));

        refused(bytes.toByteArray(), StandardCharsets.UTF_8, Map.of())
                .hasMessage(
                        "jobs.csv line 502: byte 0xA3 is not UTF-8; correct charset: in plan.yaml, or export the file again");
    }

    @Test
    void aByteThatWindows1252DoesNotHaveIsRefused() throws Exception {
        byte[] bytes = (HEADER + row("1", "x€x")).getBytes(WINDOWS);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == (byte) 0x80 ? (byte) 0x81 : bytes[i];
        }
        refused(bytes, WINDOWS, Map.of()).hasMessageStartingWith("jobs.csv line 2: byte 0x81 is not windows-1252");
    }

    @Test
    void utf8DeclaredAsWindows1252IsRefusedAndPlainAsciiIsNot() throws Exception {
        refused(utf8(HEADER + row("1", "£45")), WINDOWS, Map.of())
                .hasMessage(
                        "jobs.csv is declared windows-1252, but its bytes are UTF-8 throughout; declare charset: UTF-8");
        assertThat(jobs(utf8(HEADER + row("1", "45 pounds")), WINDOWS, Map.of()))
                .hasSize(1);
    }

    @Test
    void aFileCutShortInsideAQuoteIsRefused() throws Exception {
        refused(utf8(HEADER + row("1", "a") + "2,P,200,,N,,,PL,H01,\"Leak"), StandardCharsets.UTF_8, Map.of())
                .hasMessageStartingWith("jobs.csv line 3: a quoted value does not end as it should");
    }

    @Test
    void anEmptyFileAHeaderAloneAndAMissingFileAreRefused() throws Exception {
        refused(new byte[0], StandardCharsets.UTF_8, Map.of())
                .hasMessage("jobs.csv is empty; expected a header line; export it again");
        refused(utf8(HEADER), StandardCharsets.UTF_8, Map.of())
                .hasMessageStartingWith("jobs.csv yields no jobs at all");
        LegacyDatabase legacy = LegacyDatabase.in(folder)
                .from(Kind.JOBS, new CsvFile(folder.resolve("gone.csv"), StandardCharsets.UTF_8, ',', Map.of()));
        assertThatThrownBy(() -> extract(legacy)).hasMessageContaining("gone.csv is not there");
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            byte[] bytes, Charset charset, Map<String, String> columns) {
        return assertThatThrownBy(() -> jobs(bytes, charset, columns)).isInstanceOf(ExtractFailed.class);
    }

    private List<LegacyRow> jobs(byte[] bytes, Charset charset, Map<String, String> columns) throws Exception {
        Path file = folder.resolve("jobs.csv");
        Files.write(file, bytes);
        SealedExtract sealed =
                extract(LegacyDatabase.in(folder).from(Kind.JOBS, new CsvFile(file, charset, ',', columns)));
        List<LegacyRow> all = new ArrayList<>();
        try (LegacyRows rows = sealed.rows(Kind.JOBS)) {
            rows.forEachRemaining(all::add);
        }
        return all;
    }

    private SealedExtract extract(LegacyDatabase legacy) throws ExtractFailed {
        return Extraction.extract(
                legacy.connection(),
                legacy.sources(),
                LocalDateTime.of(2026, 10, 16, 18, 0),
                folder.resolve("work"),
                Progress.NONE);
    }

    private static String row(String reference, String problem) {
        return reference + ",00001111,200,,N,2026-10-01T09:00:00,,PL,H01," + problem + ",\n";
    }

    private static byte[] utf8(String text) throws IOException {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
