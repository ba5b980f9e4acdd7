package rollcall.migrator.extract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import rollcall.migrator.Ahead;

/**
 * One file of a sealed extract: CSV in UTF-8, a header line, rows sorted by reference and then by their whole text.
 *
 * @param rows rows without the header
 * @param sha256 of the file's bytes, in lower-case hex
 */
record SealedFile(Kind kind, long rows, String sha256) {
    /** Rows that are read while those before them are shown. */
    private static final int AHEAD = 500;

    static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setRecordSeparator('\n')
            .setQuoteMode(QuoteMode.MINIMAL)
            .setIgnoreEmptyLines(false)
            .get();

    /** The file's name in the sealed folder. */
    static String name(Kind kind) {
        return kind.word() + ".csv";
    }

    /** Reads a file whole, counting its rows and its digest anew, and shows each row that is as wide as the header. */
    static SealedFile measure(Kind kind, Path file, Consumer<LegacyRow> seen) throws IOException {
        MessageDigest digest = digest();
        long rows = 0;
        try (InputStream bytes = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest);
                CSVParser parser = CSVParser.parse(new InputStreamReader(bytes, StandardCharsets.UTF_8), FORMAT)) {
            Iterator<CSVRecord> first = parser.iterator();
            List<String> columns = first.hasNext() ? first.next().toList() : List.of();
            try (Ahead<CSVRecord, CSVRecord> records = new Ahead<>(parser.stream(), read -> read, AHEAD)) {
                while (records.hasNext()) {
                    CSVRecord record = records.next();
                    if (record.size() == columns.size()) {
                        seen.accept(LegacyRows.row(kind, columns, record.toList()));
                    }
                    rows++;
                }
            }
        }
        return new SealedFile(kind, rows, HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
