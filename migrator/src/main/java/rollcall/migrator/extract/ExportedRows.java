package rollcall.migrator.extract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rollcall.reconciler.plan.ExportedFiles.Export;
import rollcall.reconciler.plan.ExportedFiles.Table;

/**
 * The rows of one of a table's files, in the table's columns. A blank line is none; any other line is a row, whatever it
 * holds. A date that cannot be read stays as it is; one that can be read only with day and month swapped refuses the file.
 */
final class ExportedRows implements AutoCloseable {
    private static final int ABSENT = -1;

    private final Export export;
    private final Table table;
    private final CsvLines lines;
    private final List<Integer> positions = new ArrayList<>();
    private final Set<String> headers;
    private final List<DateTimeFormatter> dates;
    private final List<DateTimeFormatter> swapped;
    private final boolean isMonthFirst;

    private ExportedRows(Table table, Export export, CsvLines lines) throws ExtractFailed {
        this.export = export;
        this.table = table;
        this.lines = lines;
        this.dates = export.dates().stream().map(ExportedRows::strict).toList();
        this.swapped = export.dates().stream()
                .filter(it -> !it.contains("MMM"))
                .map(it -> strict(it.replace('d', '\0').replace('M', 'd').replace('\0', 'M')))
                .toList();
        this.isMonthFirst = export.dates().stream().anyMatch(it -> it.startsWith("M"));
        this.headers = Stream.concat(table.columns().values().stream().flatMap(List::stream), lines.header().stream())
                .map(CsvLines::folded)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        for (String column : table.columns().keySet()) {
            positions.add(position(column, table.columns().getOrDefault(column, List.of())));
        }
    }

    static ExportedRows open(Table table, Export export) throws ExtractFailed {
        CsvLines lines = CsvLines.open(export.file(), export.charset(), export.delimiter());
        try {
            return new ExportedRows(table, export, lines);
        } catch (ExtractFailed refused) {
            lines.close();
            throw refused;
        }
    }

    /** The next row's values, {@code ""} where the file has none; empty at the end. */
    Optional<List<String>> next() throws ExtractFailed {
        for (Optional<List<String>> next = lines.next(); next.isPresent(); next = lines.next()) {
            List<String> cells = next.get();
            if (cells.stream().allMatch(String::isEmpty)) {
                continue;
            }
            if (cells.size() != lines.header().size()) {
                throw lines.ragged(cells);
            }
            lines.refuseHeader(cells, headers);
            return Optional.of(values(cells));
        }
        return Optional.empty();
    }

    /** The line on which the last row begins. */
    long line() {
        return lines.line();
    }

    private List<String> values(List<String> cells) throws ExtractFailed {
        List<String> values = new ArrayList<>(positions.size());
        for (String column : table.columns().keySet()) {
            int position = positions.get(values.size());
            String cell = position == ABSENT ? "" : cells.get(position);
            values.add(table.times().contains(column) && !cell.isEmpty() ? time(column, cell) : cell);
        }
        return values;
    }

    private String time(String column, String cell) throws ExtractFailed {
        Optional<LocalDateTime> time = read(dates, cell);
        if (time.isEmpty() && read(swapped, cell).isPresent()) {
            throw unlikeTheFile(
                    "%s line %d: %s '%s' is a date only with the month first, and plan.yaml says %s; find out which the file has, and correct dates: or the cell",
                    column, cell);
        }
        if (time.isEmpty() && isMonthFirst && cell.matches("\\d{1,2}/\\d{1,2}/.*")) {
            throw unlikeTheFile(
                    "%s line %d: %s '%s' is not written as %s, and what is not is read with the day first; add how it is written to dates:, or correct the cell",
                    column, cell);
        }
        return time.map(DateTimeFormatter.ISO_LOCAL_DATE_TIME::format).orElse(cell);
    }

    private ExtractFailed unlikeTheFile(String words, String column, String cell) {
        String written = String.join(" or ", export.dates()).replace('u', 'y');
        return new ExtractFailed(words.formatted(export.name(), lines.line(), column, cell, written));
    }

    private static Optional<LocalDateTime> read(List<DateTimeFormatter> formats, String cell) {
        for (DateTimeFormatter format : formats) {
            try {
                TemporalAccessor read = format.parse(cell);
                LocalTime time = read.query(TemporalQueries.localTime());
                return Optional.of(LocalDate.from(read).atTime(time == null ? LocalTime.MIDNIGHT : time));
            } catch (DateTimeException notSo) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Where a column stands in this file, by whichever of its headers the file has. */
    private int position(String column, List<String> names) throws ExtractFailed {
        List<String> wanted = names.stream().map(CsvLines::folded).toList();
        List<Integer> found = IntStream.range(0, lines.header().size())
                .filter(it -> wanted.contains(CsvLines.folded(lines.header().get(it))))
                .boxed()
                .toList();
        boolean without = export.without().contains(column);
        if (without && found.isEmpty()) {
            return ABSENT;
        }
        if (without) {
            throw new ExtractFailed(
                    "%s: has a column headed '%s', and plan.yaml says without: %s; take it out of without:"
                            .formatted(
                                    export.name(),
                                    lines.header().get(found.get(0)).strip(),
                                    column));
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw new ExtractFailed(
                    "%s: has no header for column '%s' of %s; expected '%s'. Add its header to columns:, or say without: %s. The file has %s"
                            .formatted(
                                    export.name(),
                                    column,
                                    table.name(),
                                    String.join("' or '", names),
                                    column,
                                    shown()));
        }
        throw new ExtractFailed(
                "%s: columns %d and %d are both headed as column '%s' of %s; keep one, or name in columns: the header that counts"
                        .formatted(export.name(), found.get(0) + 1, found.get(1) + 1, column, table.name()));
    }

    /** The headers; of a line that has none of the plan's, which may be somebody's data, only their number. */
    private String shown() {
        boolean isHeader = table.columns().values().stream()
                .flatMap(List::stream)
                .map(CsvLines::folded)
                .anyMatch(it -> lines.header().stream().map(CsvLines::folded).anyMatch(it::equals));
        return isHeader
                ? lines.header().stream().map(it -> "'" + it.strip() + "'").collect(Collectors.joining(", "))
                : "%d columns, none headed as in the plan; is there a header line?"
                        .formatted(lines.header().size());
    }

    @Override
    public void close() {
        lines.close();
    }
}
