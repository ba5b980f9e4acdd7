package rollcall.reconciler.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A table as CSV. */
final class CsvTable {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
    private static final CSVFormat WRITTEN =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private CsvTable() {}

    static void read(Path file, TableFile.Rows rows) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            parse(text.startsWith("\uFEFF") ? text.substring(1) : text, rows);
        } catch (CharacterCodingException notUtf8) {
            rows.problem(0, "is not UTF-8; save it as UTF-8 (in Excel: \"CSV UTF-8\")");
        } catch (IOException unreadable) {
            rows.problem(0, "cannot be read; check that it exists and that you may read it");
        }
    }

    private static void parse(String text, TableFile.Rows rows) {
        long line = 1;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
            Iterator<CSVRecord> records = parser.iterator();
            if (records.hasNext()) {
                List<String> header = records.next().toList();
                refuseOtherSeparators(header, rows);
                rows.header(header);
                line = parser.getCurrentLineNumber() + 1;
            }
            while (records.hasNext()) {
                add(line, records.next().toList(), rows);
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException | IllegalStateException malformed) {
            rows.problem(line, "is not CSV; check the quotes of this row: each \" inside a quoted cell stands twice");
        }
    }

    private static void add(long line, List<String> cells, TableFile.Rows rows) {
        for (int column = 0; column < cells.size(); column++) {
            if (!rows.hasColumn(column) && !cells.get(column).isBlank()) {
                rows.problem(line, "has more cells than the header; put a cell that holds a comma in quotes");
                return;
            }
        }
        rows.line(line, cells.stream().map(Texts::strip).map(Texts::original).toList());
    }

    private static void refuseOtherSeparators(List<String> header, TableFile.Rows rows) {
        if (header.size() == 1 && header.getFirst().matches("(?s).*[;\t].*")) {
            rows.problem(1, "its columns are not separated by commas; save it with commas, or as .xlsx");
        }
    }

    static void write(OutputStream out, List<String> header, Iterable<List<String>> rows) throws IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        WRITTEN.printRecord(writer, header.toArray());
        for (List<String> row : rows) {
            WRITTEN.printRecord(writer, row.stream().map(Texts::neutralised).toArray());
        }
        writer.flush();
    }
}
