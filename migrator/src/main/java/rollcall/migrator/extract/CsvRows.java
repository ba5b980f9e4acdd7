package rollcall.migrator.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollcall.migrator.extract.ExtractSource.CsvFile;

/** The rows of an exported file that holds one kind of record. No row is passed over. */
final class CsvRows implements RowReader {
    private final String place;
    private final CsvLines lines;
    private final List<String> columns;
    private final Set<String> headers;

    private CsvRows(String place, CsvLines lines, List<String> columns) {
        this.place = place;
        this.lines = lines;
        this.columns = columns;
        this.headers = lines.header().stream()
                .map(CsvLines::folded)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    static CsvRows open(Kind kind, CsvFile source) throws ExtractFailed {
        String place = source.place();
        CsvLines lines = CsvLines.open(source.file(), source.charset(), source.delimiter());
        try {
            refuseWithoutHeader(kind, lines.header(), source);
            List<String> columns = columns(place, lines.header(), source);
            Columns.check(kind, place, columns);
            return new CsvRows(place, lines, columns);
        } catch (ExtractFailed refused) {
            lines.close();
            throw refused;
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Optional<List<String>> next() throws ExtractFailed {
        Optional<List<String>> next = lines.next();
        if (isBlank(next)) {
            ExtractFailed ragged = lines.ragged(next.orElseThrow());
            while (isBlank(next)) {
                next = lines.next();
            }
            if (next.isPresent()) {
                throw ragged;
            }
        }
        if (next.isPresent() && next.get().size() != columns.size()) {
            throw lines.ragged(next.get());
        }
        if (next.isPresent()) {
            lines.refuseHeader(next.get(), headers);
        }
        return next;
    }

    /** Blank lines may stand behind the last row; between others one may be a row that is gone. */
    private static boolean isBlank(Optional<List<String>> cells) {
        return cells.isPresent() && cells.get().equals(List.of(""));
    }

    /** Of a first line that holds no name of ours, which may be somebody's data, nothing is shown. */
    private static void refuseWithoutHeader(Kind kind, List<String> header, CsvFile source) throws ExtractFailed {
        List<String> known = Stream.concat(kind.columns().stream(), source.columns().values().stream())
                .map(CsvLines::folded)
                .toList();
        if (header.stream().map(CsvLines::folded).noneMatch(known::contains)) {
            throw new ExtractFailed(
                    "%s line 1: has %d columns, none headed as the mover or plan.yaml names it; is there a header line? Expected %s"
                            .formatted(source.place(), header.size(), String.join(", ", kind.columns())));
        }
    }

    private static List<String> columns(String place, List<String> header, CsvFile source) throws ExtractFailed {
        List<String> headers = header.stream().map(CsvLines::folded).toList();
        Map<String, String> ours = new HashMap<>();
        for (Map.Entry<String, String> entry : source.columns().entrySet()) {
            if (!headers.contains(CsvLines.folded(entry.getValue()))) {
                throw new ExtractFailed("%s: has no header '%s' for column '%s'; it has %s"
                        .formatted(place, entry.getValue(), entry.getKey(), Columns.shown(headers)));
            }
            ours.put(CsvLines.folded(entry.getValue()), entry.getKey());
        }
        List<String> named = new ArrayList<>();
        headers.forEach(it -> named.add(ours.getOrDefault(it, it)));
        return List.copyOf(named);
    }

    @Override
    public String where() {
        return "%s line %d".formatted(place, lines.line());
    }

    @Override
    public void close() {
        lines.close();
    }
}
