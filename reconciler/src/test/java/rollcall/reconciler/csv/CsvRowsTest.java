package rollcall.reconciler.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes taken apart where they lie, held against the reader that goes letter by letter: the same rows, or the same words. */
class CsvRowsTest {
    private static final String[] LETTERS = {
        "a", "b", ",", ",", "\"", "\"", "\r", "\n", "\r\n", " ", "\0", "é", "€", "😀", "\u00A0", "\uFEFF", "§", "\u0085"
    };
    private static final byte[] HALVES = {(byte) 0xC3, (byte) 0xE2, (byte) 0x82, (byte) 0xF0, (byte) 0xED, (byte) 0xA0};

    /** What a reader made of a file: each row with its line, then why it went no further. */
    private record Taken(List<String> rows, Optional<String> refusal) {}

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-8", "windows-1252", "ISO-8859-1", "US-ASCII", "UTF-16", "UTF-16LE", "IBM037", "Shift_JIS"})
    void whateverAFileHoldsBothReadersTellTheSame(String charset) throws IOException {
        long seed = Long.getLong("csv.seed", new Random().nextLong());
        System.out.printf("CSV of any kind in %s: -Dcsv.seed=%d%n", charset, seed);
        Random random = new Random(seed);
        Charset declared = Charset.forName(charset);
        for (int i = 0; i < (System.getProperty("long") == null ? 1_500 : 30_000); i++) {
            byte[] file = anyFile(random, declared);
            char delimiter = random.nextInt(4) == 0 ? '§' : ',';
            Taken plainly = plainly(file, declared, delimiter);
            assertThat(taken(file, declared, delimiter, CsvRows.ROOM)).isEqualTo(plainly);
            Taken inPieces = taken(file, declared, delimiter, TextBytes.LEAST_ROOM + random.nextInt(20));
            assertThat(inPieces.refusal().isPresent())
                    .as("%s in pieces, and %s", inPieces, plainly)
                    .isEqualTo(plainly.refusal().isPresent());
            if (plainly.refusal().isEmpty()) {
                assertThat(inPieces.rows()).isEqualTo(plainly.rows());
            }
        }
    }

    private static byte[] anyFile(Random random, Charset charset) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(50); i > 0; i--) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        byte[] bytes = text.append(random.nextBoolean() ? "\n" : "")
                .toString()
                .getBytes(random.nextInt(8) == 0 ? StandardCharsets.UTF_8 : charset);
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = HALVES[random.nextInt(HALVES.length)];
        }
        return bytes;
    }

    @Test
    void aRowOfAMillionCharactersIsTakenAndOneMoreIsRefusedHoweverManyBytesTheyAre() throws IOException {
        for (String letter : List.of("a", "€", "\"\"")) {
            String most = "\"" + letter.repeat(CsvRows.LONGEST_ROW - 3) + "\",\"\"   ";
            same(most + "\nb,c\n");
            same(most.replace(",", ",a") + "\n");
            same("a,b\n" + most.replace(",\"\"", ",a") + "\nb,c\n");
            same(most + "x");
            same(most);
        }
        same("a,b\n\"" + "😀".repeat(CsvRows.LONGEST_ROW / 2) + "\nc,d\n");
        same("a" + ",".repeat(CsvRows.LONGEST_ROW - 1) + "\n");
        same("a" + ",".repeat(CsvRows.LONGEST_ROW) + "\n");
    }

    @Test
    void aRowThatNeverEndsIsRefusedBeforeItFillsTheMemory() throws IOException {
        byte[] endless = "a,b\n\"c\"".concat(" ".repeat(20_000_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(taken(endless, StandardCharsets.UTF_8, ',', CsvRows.ROOM).refusal())
                .hasValueSatisfying(it ->
                        assertThat(it).startsWith("f.csv line 2: the row goes on for more than 1,000,000 characters"));
    }

    private static void same(String text) throws IOException {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        Taken taken = taken(file, StandardCharsets.UTF_8, ',', CsvRows.ROOM);
        assertThat(taken.equals(plainly(file, StandardCharsets.UTF_8, ',')))
                .as("%d characters, %s", text.length(), taken.refusal())
                .isTrue();
    }

    private static Taken taken(byte[] file, Charset charset, char delimiter, int room) throws IOException {
        List<String> rows = new ArrayList<>();
        try (TextBytes text = TextBytes.of(new ByteArrayInputStream(file), "f.csv", charset)) {
            CsvRows csv = new CsvRows(text, "f.csv", delimiter, room);
            while (csv.advance()) {
                rows.add(csv.line() + csv.cells().toString());
            }
            rows.add(csv.lineEnd());
            return new Taken(rows, Optional.empty());
        } catch (CsvRefused e) {
            return new Taken(rows, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private static Taken plainly(byte[] file, Charset charset, char delimiter) throws IOException {
        List<String> rows = new ArrayList<>();
        try (PlainText text = new PlainText(new ByteArrayInputStream(file), "f.csv", charset)) {
            PlainRecords records = new PlainRecords(text, "f.csv", delimiter);
            while (records.advance()) {
                rows.add(records.line() + records.cells().toString());
            }
            rows.add(records.lineEnd());
            return new Taken(rows, Optional.empty());
        } catch (CsvRefused e) {
            return new Taken(rows, Optional.of(String.valueOf(e.getMessage())));
        }
    }
}
