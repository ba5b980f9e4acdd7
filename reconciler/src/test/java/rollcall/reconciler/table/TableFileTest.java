package rollcall.reconciler.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollcall.reconciler.table.TableFile.Line;

class TableFileTest {
    private final Path folder;

    TableFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.csv", "table.xlsx", "TABLE.XLSX"})
    void whatIsWrittenIsReadBackToTheLetter(String name) throws Exception {
        List<List<String>> rows = List.of(
                List.of("00014665", "\u00a3 \u2018curly\u2019 \ud83d\ude00"),
                List.of("1E5", "says \"yes\", twice"),
                List.of("=1+1", "-5"),
                List.of("+44 20", "@home"),
                List.of("'quoted", "'=2"),
                List.of("''-x", "<a href=\"x\">&amp;</a>"),
                List.of("_x000D_", "_x005F_x0041_"),
                List.of("two\nlines", "three\r\nlines\there"),
                List.of("2026-10-12", "x".repeat(32_000)),
                List.of("true", "a;b"));

        TableFile.write(folder.resolve(name), List.of("legacy_code", "meaning"), rows);

        TableFile read = TableFile.read(folder.resolve(name), "legacy_code", "meaning");
        assertThat(read.header()).containsExactly("legacy_code", "meaning");
        assertThat(read.lines()).extracting(Line::cells).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.csv", "table.xlsx"})
    void anyTextOfLettersComesBack(String name) throws Exception {
        long seed = 20261016;
        Random random = new Random(seed);
        String letters = "0a \u00e9\u00a3\"',;=+-@\n_x0041_\u20ac\ud83d\ude00<&>\u0001\u001f";
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < 500; row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < 3; column++) {
                StringBuilder text = new StringBuilder("k");
                for (int length = random.nextInt(12); length > 0; length--) {
                    int at = random.nextInt(letters.codePointCount(0, letters.length()));
                    text.appendCodePoint(letters.codePointAt(letters.offsetByCodePoints(0, at)));
                }
                cells.add(text.append('k').reverse().toString());
            }
            rows.add(cells);
        }

        TableFile.write(folder.resolve(name), List.of("a", "b", "c"), rows);

        assertThat(TableFile.read(folder.resolve(name)).lines())
                .as("seed %d", seed)
                .extracting(Line::cells)
                .isEqualTo(rows);
    }

    @Test
    void aControlLetterIsWrittenAsAWorkbookWritesIt() throws Exception {
        Path file = folder.resolve("t.xlsx");
        TableFile.write(file, List.of("a"), List.of(List.of("x\u0001y\ufffez"), List.of("half \ud83d.")));

        assertThat(TableFile.read(file).lines())
                .extracting(it -> it.cells().getFirst())
                .containsExactly("x\u0001y\ufffez", "half \ud83d.");
    }

    @Test
    void everyCellOfAWorkbookIsTextAndTheEmptyOnesBelowToo() throws Exception {
        Path file = folder.resolve("t.xlsx");
        TableFile.write(file, List.of("code", "note"), List.of(List.of("007", "")));

        String sheet = part(file, "xl/worksheets/sheet1.xml");
        String styles = part(file, "xl/styles.xml");
        assertThat(styles).contains("formatCode=\"@\"");
        assertThat(sheet).matches("(?s).*<col min=\"1\" max=\"1\"[^>]*style=\"[1-9].*");
        assertThat(sheet).matches("(?s).*<c r=\"B2\" s=\"[1-9]\".*").contains("state=\"frozen\"");
    }

    @Test
    void rowsKnowTheirLineAndBlankOnesArePassedOver() throws Exception {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "\ufeffa , b,\r\n1,\"x\r\ny\"\r\n\r\n , \r\n\u00a02\u00a0,,\r\n3\r\n");

        assertThat(TableFile.read(file))
                .isEqualTo(new TableFile(
                        List.of("a", "b"),
                        List.of(
                                new Line(2, List.of("1", "x\r\ny")),
                                new Line(6, List.of("2", "")),
                                new Line(7, List.of("3", "")))));
    }

    @Test
    void aWorkbookSavedByLibreOfficeIsReadAsPeopleSeeIt() throws Exception {
        assertThat(TableFile.read(given("saved-by-libreoffice.xlsx"), "reference"))
                .isEqualTo(new TableFile(
                        List.of("reference", "count", "seen", "note"),
                        List.of(
                                new Line(2, List.of("00014665", "1550123", "2026-10-12", "leading zeros")),
                                new Line(
                                        3,
                                        List.of(
                                                "007",
                                                "0.1",
                                                "2026-10-12T08:00",
                                                "\u00a3 \u2018curly\u2019 \ud83d\ude00 \"quoted\", and\ntwo lines")),
                                new Line(5, List.of("A  B", "123456789012", "07:05", "true")),
                                new Line(6, List.of("=1+1", "-5", "2026-10-12T00:00", "_x000D_ as typed")))));
    }

    @Test
    void allThatIsWrongInAWorkbookIsToldAtOnceWithItsCell() throws Exception {
        Path file = given("faulty-by-libreoffice.xlsx");

        assertThatThrownBy(() -> TableFile.read(file, "reference"))
                .isInstanceOf(TableUnreadable.class)
                .hasMessage(
                        String.join(
                                System.lineSeparator(),
                                "faulty-by-libreoffice.xlsx line 2: sheet \"Codes\", cell A2 is no longer text: Excel has turned it into a number, its leading zeros may be gone; format the cell as text and type it again",
                                "faulty-by-libreoffice.xlsx line 3: sheet \"Codes\", cell B3 is a formula; put its value there (copy, then paste special: values)",
                                "faulty-by-libreoffice.xlsx line 4: sheet \"Codes\", cell B4 is a formula; put its value there (copy, then paste special: values)",
                                "faulty-by-libreoffice.xlsx line 5: sheet \"Codes\", cells A5:B5 are merged; unmerge them and fill each cell",
                                "faulty-by-libreoffice.xlsx line 7: sheet \"Codes\", cell D7 stands under no heading; give its column one, or empty the cell",
                                "faulty-by-libreoffice.xlsx line 8: sheet \"Codes\", cell A8 is no longer text: Excel has turned it into a number, its leading zeros may be gone; format the cell as text and type it again"))
                .satisfies(it -> assertThat(((TableUnreadable) it).readable().lines())
                        .extracting(line -> line.cells().getFirst())
                        .contains("5")
                        .doesNotContain("2", "3", "6"));
    }

    @Test
    void aPastedErrorValueIsRefused() throws Exception {
        Path file = folder.resolve("t.xlsx");
        TableFile.write(file, List.of("a"), List.of(List.of("x")));
        rewrite(
                file,
                "xl/worksheets/sheet1.xml",
                it -> it.replaceAll("(<c r=\"A2\"[^>]*?) t=\"s\"><v>\\d+</v></c>", "$1 t=\"e\"><v>#REF!</v></c>"));

        assertThatThrownBy(() -> TableFile.read(file))
                .hasMessage("t.xlsx line 2: sheet \"Sheet1\", cell A2 holds an error; put the right value there");
    }

    @Test
    void aHiddenSheetIsNotReadInThePlaceOfTheOneThatPeopleSee() throws Exception {
        Path file = folder.resolve("t.xlsx");
        TableFile.write(file, List.of("a"), List.of(List.of("x")));
        rewrite(
                file,
                "xl/workbook.xml",
                it -> it.replace("<sheet name=\"Sheet1\"", "<sheet state=\"hidden\" name=\"Sheet1\""));

        assertThatThrownBy(() -> TableFile.read(file))
                .hasMessage(
                        "t.xlsx: its first sheet \"Sheet1\" is hidden, and is the one that is read; show it, or delete it");
    }

    @Test
    void whatIsNoWorkbookIsToldForWhatItIs() throws Exception {
        refused("t.xlsx", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}, "protected by a password");
        refused("t.xlsx", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "is not a workbook, whatever its ending says");
        refused("t.xlsx", new byte[0], "is not a workbook");
        refused("t.xlsx", "PK\3\4 and then nothing".getBytes(StandardCharsets.UTF_8), "is damaged");
        refused("t.xlsx", zip("hello.txt", 3), "is not a workbook that can be read");
        refused("t.xls", new byte[0], "is neither a workbook nor CSV");
        refused("t.csv", "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8), "not separated by commas");
        refused("t.csv", new byte[] {'a', '\n', (byte) 0xA3, '\n'}, "is not UTF-8");
        assertThatThrownBy(() -> TableFile.read(folder.resolve("none.xlsx")))
                .hasMessageStartingWith("none.xlsx: cannot be read");
    }

    @Test
    void anArchiveThatUnpacksWithoutEndIsRefused() throws Exception {
        refused("bomb.xlsx", zip("xl/worksheets/sheet1.xml", 300), "would unpack to more than 256 MiB");
    }

    @Test
    void anEntityBringsNothingInFromOutside() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2");
        Path file = folder.resolve("t.xlsx");
        TableFile.write(file, List.of("a"), List.of(List.of("x")));
        rewrite(
                file,
                "xl/sharedStrings.xml",
                it -> it.replaceFirst("<sst", "<!DOCTYPE x [<!ENTITY b SYSTEM \"" + secret.toUri() + "\">]><sst")
                        .replace(">x<", ">y&b;<"));

        assertThatThrownBy(() -> TableFile.read(file))
                .hasMessage("t.xlsx: is not a workbook that can be read; open it and save it as .xlsx again");
    }

    @Test
    void aFileIsReplacedInOneStepWithItsRightsAndNothingIsLeftOfAFailure() throws Exception {
        Path file = folder.resolve("t.xlsx");
        TableFile.write(file, List.of("a"), List.of(List.of("first")));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> TableFile.write(file, List.of("a"), List.of(List.of("x".repeat(32_768)))))
                .isInstanceOf(IOException.class)
                .hasMessage("line 2, column 1 holds 32,768 characters, a workbook's cell 32,767 at most; use .csv");
        assertThatThrownBy(() -> TableFile.write(file, List.of("a"), () -> {
                    throw new UncheckedIOException(new IOException("no more"));
                }))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(TableFile.read(file).lines()).extracting(Line::cells).containsExactly(List.of("first"));

        TableFile.write(file, List.of("a"), List.of(List.of("second")));
        assertThat(TableFile.read(file).lines()).extracting(Line::cells).containsExactly(List.of("second"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFileThatIsOpenInASpreadsheetIsSeen() throws Exception {
        Path file = folder.resolve("t.xlsx");
        assertThat(TableFile.openElsewhere(file)).isEmpty();

        Files.createFile(folder.resolve(".~lock.t.xlsx#"));
        assertThat(TableFile.openElsewhere(file)).contains(folder.resolve(".~lock.t.xlsx#"));
        Files.move(folder.resolve(".~lock.t.xlsx#"), folder.resolve("~$t.xlsx"));
        assertThat(TableFile.openElsewhere(file)).contains(folder.resolve("~$t.xlsx"));
    }

    private void refused(String name, byte[] bytes, String reason) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        assertThatThrownBy(() -> TableFile.read(file))
                .isInstanceOf(TableUnreadable.class)
                .hasMessageStartingWith(name)
                .hasMessageContaining(reason);
    }

    private Path given(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            Files.copy(in, file);
        }
        return file;
    }

    private static byte[] zip(String entry, int mebibytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            for (int block = 0; block < mebibytes; block++) {
                zip.write(new byte[1 << 20]);
            }
        }
        return bytes.toByteArray();
    }

    private static String part(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void rewrite(Path file, String part, java.util.function.UnaryOperator<String> change)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean changed = false;
        try (ZipFile in = new ZipFile(file.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                String text = part(file, entry.getName());
                String after = entry.getName().equals(part) ? change.apply(text) : text;
                changed |= !after.equals(text);
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(after.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(changed).isTrue();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes.toByteArray());
        }
    }
}
