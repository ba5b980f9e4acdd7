package rollcall.migrator.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of one sealed file, one at a time. They are sorted by reference, so that the occurrence of a repeated
 * reference is told from its neighbour alone.
 */
public final class LegacyRows implements Iterator<LegacyRow>, AutoCloseable {
    private final Kind kind;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> columns;
    private String previous = "";
    private int occurrence;
    private long line;

    private LegacyRows(Kind kind, CSVParser parser) {
        this.kind = kind;
        this.parser = parser;
        this.records = parser.iterator();
        this.columns = records.next().toList();
        this.line = parser.getCurrentLineNumber() + 1;
    }

    static LegacyRows open(Kind kind, Path file) {
        try {
            return new LegacyRows(
                    kind, CSVParser.parse(Files.newBufferedReader(file, StandardCharsets.UTF_8), SealedFile.FORMAT));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The columns, in the extract's order. */
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public LegacyRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        CSVRecord next = records.next();
        Map<String, String> values = values(columns, next.toList());
        LegacyRow row = new LegacyRow(identity(values.getOrDefault("reference", "")), line, values);
        line = parser.getCurrentLineNumber() + 1;
        return row;
    }

    /** The rows; closing the stream closes the file. */
    public Stream<LegacyRow> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
                .onClose(this::close);
    }

    /** A row that stands by itself: which of several of one reference it is, and where it stands, is not told. */
    static LegacyRow row(Kind kind, List<String> columns, List<String> cells) {
        Map<String, String> values = values(columns, cells);
        return new LegacyRow(new Identity(kind, values.getOrDefault("reference", "line:0"), 1), 0, values);
    }

    private static Map<String, String> values(List<String> columns, List<String> cells) {
        Map<String, String> values = LinkedHashMap.newLinkedHashMap(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                values.put(columns.get(i), cells.get(i));
            }
        }
        return values;
    }

    private Identity identity(String reference) {
        if (reference.isEmpty()) {
            return new Identity(kind, "line:" + line, 1);
        }
        occurrence = reference.equals(previous) ? occurrence + 1 : 1;
        previous = reference;
        return new Identity(kind, reference, occurrence);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
