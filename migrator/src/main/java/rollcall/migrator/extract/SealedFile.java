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
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * One file of a sealed extract: CSV in UTF-8, a header line, rows sorted by reference and then by their whole text.
 *
 * @param rows rows without the header
 * @param sha256 of the file's bytes, in lower-case hex
 */
record SealedFile(Kind kind, long rows, String sha256) {
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

    /** Reads a file whole, counting its rows and its digest anew. */
    static SealedFile measure(Kind kind, Path file) throws IOException {
        MessageDigest digest = digest();
        long records = 0;
        try (InputStream bytes = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest);
                CSVParser parser = CSVParser.parse(new InputStreamReader(bytes, StandardCharsets.UTF_8), FORMAT)) {
            for (Iterator<CSVRecord> it = parser.iterator(); it.hasNext(); it.next()) {
                records++;
            }
        }
        return new SealedFile(kind, Math.max(0, records - 1), HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
