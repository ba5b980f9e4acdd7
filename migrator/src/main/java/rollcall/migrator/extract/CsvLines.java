package rollcall.migrator.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The lines of an exported file, taken apart. What cannot be read whole is refused with its line; none is passed over. */
final class CsvLines implements AutoCloseable {
    private final Path file;
    private final Version version;
    private final String place;
    private final char delimiter;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;
    private long line;

    /** By which it is known that a file has been written to. */
    private record Version(long size, FileTime written) {
        static Version of(Path file) throws IOException {
            return new Version(Files.size(file), Files.getLastModifiedTime(file));
        }
    }

    private CsvLines(Path file, Version version, char delimiter, CSVParser parser) throws ExtractFailed {
        this.file = file;
        this.version = version;
        this.place = String.valueOf(file.getFileName());
        this.delimiter = delimiter;
        this.parser = parser;
        this.records = parser.iterator();
        this.header = record(1)
                .orElseThrow(() ->
                        new ExtractFailed("%s is empty; expected a header line; export it again".formatted(place)))
                .toList();
    }

    /** Opens a file and reads its header line. */
    static CsvLines open(Path file, Charset charset, char delimiter) throws ExtractFailed {
        if (Files.isDirectory(file)) {
            throw new ExtractFailed(
                    "%s is a folder; put the exported file there, or correct plan.yaml".formatted(file));
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ExtractFailed("%s is not there; export it again, or correct plan.yaml".formatted(file));
        }
        try {
            Version version = Version.of(file);
            Charsets.check(file, charset);
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(delimiter)
                    .setIgnoreEmptyLines(false)
                    .setLenientEof(false)
                    .get();
            LineReader text = new LineReader(Files.newInputStream(file), charset);
            CSVParser parser = CSVParser.parse(new CsvWatch(text, delimiter), format);
            try {
                return new CsvLines(file, version, delimiter, parser);
            } catch (ExtractFailed refused) {
                parser.close();
                throw refused;
            }
        } catch (IOException unreadable) {
            throw new ExtractFailed(
                    "%s cannot be read (%s); check its rights and the disk"
                            .formatted(file, unreadable.getClass().getSimpleName()),
                    unreadable);
        }
    }

    /** The cells of the header line, as they are. */
    List<String> header() {
        return header;
    }

    /** The cells of the next line, trimmed; as many as the header has, or it is {@link #ragged}. */
    Optional<List<String>> next() throws ExtractFailed {
        line = parser.getCurrentLineNumber() + 1;
        Optional<List<String>> cells = record(line).map(CSVRecord::toList);
        if (cells.isEmpty()) {
            refuseIfWritten();
        }
        if (cells.isPresent() && cells.get().stream().anyMatch(this::holdsLines)) {
            throw new ExtractFailed(
                    "%s line %d: a value holds what looks like whole lines of the file, run together by a quote without its pair; correct the quote, or, if the value is right, export the file with another delimiter"
                            .formatted(place, line));
        }
        return cells.map(it -> it.stream().map(CsvLines::trimmed).toList());
    }

    /**
     * Whether a value is the rest of one line, all of some others and the beginning of a last one: an inch mark in each of
     * two rows makes one of all that is between them, with as many cells as a row should have.
     */
    private boolean holdsLines(String value) {
        String lineEnd = Optional.ofNullable(parser.getFirstEndOfLine()).orElse("\n");
        int between = header.size() - 1;
        if (between == 0 || !value.contains(lineEnd)) {
            return false;
        }
        List<String> parts = List.of(value.split(Pattern.quote(lineEnd), -1));
        boolean wholeBetween =
                parts.subList(1, parts.size() - 1).stream().allMatch(it -> it.isBlank() || delimiters(it) == between);
        return wholeBetween && delimiters(parts.getFirst()) + delimiters(parts.getLast()) == between;
    }

    private long delimiters(String text) {
        return text.chars().filter(it -> it == delimiter).count();
    }

    private void refuseIfWritten() throws ExtractFailed {
        try {
            if (!Version.of(file).equals(version)) {
                throw new ExtractFailed(
                        "%s was written to while it was read; wait until its export has ended, and run this again"
                                .formatted(place));
            }
        } catch (IOException gone) {
            throw new ExtractFailed(
                    "%s was taken away while it was read; bring it back, and run this again".formatted(place), gone);
        }
    }

    /** Without blanks around it, those that only look like blanks too: a cell of such is empty, and says nothing. */
    private static String trimmed(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && isBlank(cell.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(cell.charAt(to - 1))) {
            to--;
        }
        return cell.substring(from, to);
    }

    private static boolean isBlank(char letter) {
        return Character.isWhitespace(letter)
                || Character.isSpaceChar(letter)
                || letter == '\u200B'
                || letter == '\uFEFF';
    }

    /**
     * Refuses a second header, of another table pasted below the first: a line more than half of whose cells are headers.
     *
     * @param headers folded
     */
    void refuseHeader(List<String> cells, Set<String> headers) throws ExtractFailed {
        int half = cells.size() / 2;
        int found = 0;
        // Of a row of data the first half shows that already.
        for (int i = 0; i < cells.size() && found + cells.size() - i > half; i++) {
            found += headers.contains(folded(cells.get(i))) ? 1 : 0;
        }
        if (found > half) {
            throw new ExtractFailed(
                    "%s line %d: is a second header; another table begins there, whose columns may stand in another order: make it a file of its own"
                            .formatted(place, line));
        }
    }

    /** A header without what drifts from export to export: case, and blanks of any kind. */
    static String folded(String header) {
        String stripped = header.replace('\u00A0', ' ').strip();
        return (stripped.contains("  ") ? stripped.replaceAll(" +", " ") : stripped).toLowerCase(Locale.ROOT);
    }

    /** That a line has not as many cells as the header. */
    ExtractFailed ragged(List<String> cells) {
        return new ExtractFailed(
                "%s line %d has %d columns; expected %d as in the header. A line break or a quote inside a value may be unquoted"
                        .formatted(place, line, cells.size(), header.size()));
    }

    /** The line of the file on which the last cells begin, from 1. */
    long line() {
        return line;
    }

    private Optional<CSVRecord> record(long line) throws ExtractFailed {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (UncheckedIOException unreadable) {
            if (unreadable.getCause() instanceof TextFault fault) {
                throw new ExtractFailed("%s line %d: %s".formatted(place, fault.line(), fault.words()), unreadable);
            }
            throw new ExtractFailed(
                    "%s line %d: a quoted value does not end as it should, or the file is cut short; export it again"
                            .formatted(place, line),
                    unreadable);
        }
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
