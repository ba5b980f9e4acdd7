package rollcall.migrator.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import rollcall.migrator.extract.ExtractSource.CsvFile;

/** The rows of an exported file. What cannot be read whole is refused with its line; no row is passed over. */
final class CsvRows implements RowReader {
    private final String place;
    private final CsvFile source;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private List<String> columns = List.of();
    private long line;

    private CsvRows(CsvFile source, CSVParser parser) {
        this.place = String.valueOf(source.file().getFileName());
        this.source = source;
        this.parser = parser;
        this.records = parser.iterator();
    }

    static CsvRows open(Kind kind, CsvFile source) throws ExtractFailed {
        Path file = source.file();
        if (!Files.isRegularFile(file)) {
            throw new ExtractFailed(
                    "%s is not there; export it again, or correct migrate: extract: in plan.yaml".formatted(file));
        }
        try {
            Charsets.check(file, source.charset());
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(source.delimiter())
                    .setIgnoreEmptyLines(false)
                    .setLenientEof(false)
                    .get();
            LineReader reader = new LineReader(Files.newInputStream(file), source.charset());
            CsvRows rows = new CsvRows(source, CSVParser.parse(reader, format));
            try {
                rows.columns = rows.header();
                Columns.check(kind, rows.place, rows.columns);
                return rows;
            } catch (ExtractFailed refused) {
                rows.close();
                throw refused;
            }
        } catch (IOException unreadable) {
            throw new ExtractFailed("%s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Optional<List<String>> next() throws ExtractFailed {
        line = parser.getCurrentLineNumber() + 1;
        Optional<CSVRecord> found = record(line);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        CSVRecord next = found.get();
        if (next.size() != columns.size()) {
            throw new ExtractFailed(
                    "%s line %d has %d columns; expected %d as in the header. A line break or a quote inside a value may be unquoted"
                            .formatted(place, line, next.size(), columns.size()));
        }
        return Optional.of(next.stream().map(String::strip).toList());
    }

    private Optional<CSVRecord> record(long line) throws ExtractFailed {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (UncheckedIOException unreadable) {
            if (unreadable.getCause() instanceof LineReader.Undecodable undecodable) {
                throw new ExtractFailed(
                        "%s line %d: byte %s is not %s; correct charset: in plan.yaml, or export the file again"
                                .formatted(
                                        place,
                                        undecodable.line(),
                                        undecodable.hex(),
                                        source.charset().name()),
                        unreadable);
            }
            throw new ExtractFailed(
                    "%s line %d: a quoted value does not end as it should, or the file is cut short; export it again"
                            .formatted(place, line),
                    unreadable);
        }
    }

    private List<String> header() throws ExtractFailed {
        Optional<CSVRecord> found = record(1);
        if (found.isEmpty()) {
            throw new ExtractFailed("%s is empty; expected a header line".formatted(place));
        }
        List<String> headers = found.get().stream().map(CsvRows::folded).toList();
        Map<String, String> ours = new HashMap<>();
        for (Map.Entry<String, String> entry : source.columns().entrySet()) {
            if (!headers.contains(folded(entry.getValue()))) {
                throw new ExtractFailed("%s: has no header '%s' for column '%s'; it has %s"
                        .formatted(place, entry.getValue(), entry.getKey(), Columns.shown(headers)));
            }
            ours.put(folded(entry.getValue()), entry.getKey());
        }
        List<String> named = new ArrayList<>();
        headers.forEach(header -> named.add(ours.getOrDefault(header, header)));
        return List.copyOf(named);
    }

    /** Headers drift in case and spaces from export to export; they are compared without either. */
    private static String folded(String header) {
        return header.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String where() {
        return "%s line %d".formatted(place, line);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException alreadyGone) {
            // All rows that count have been read.
        }
    }
}
