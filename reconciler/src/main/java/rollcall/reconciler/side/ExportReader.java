package rollcall.reconciler.side;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rollcall.reconciler.csv.CsvRefused;
import rollcall.reconciler.csv.CsvRows;
import rollcall.reconciler.csv.SwallowedLines;
import rollcall.reconciler.csv.TextBytes;
import rollcall.reconciler.plan.ExportedFiles.Export;
import rollcall.reconciler.plan.ExportedFiles.Table;

/**
 * Reads one exported file of a table. Every line that holds anything is a row; what is not read whole is refused, with its
 * line. A date that cannot be read is handed on as it is written.
 */
final class ExportReader {
    private final Table table;
    private final Export export;
    private final WrittenDates dates;
    private final Set<String> headers;

    ExportReader(Table table, Export export) {
        this.table = table;
        this.export = export;
        this.dates = new WrittenDates(export.dates());
        this.headers = table.columns().values().stream()
                .flatMap(List::stream)
                .map(ExportReader::bare)
                .collect(Collectors.toSet());
    }

    /** Takes a row: its line in the file, and a value for each of the table's columns. */
    @FunctionalInterface
    interface Taker {
        void take(long line, List<Optional<String>> values) throws SideFailure;
    }

    void read(Taker taker) throws SideFailure {
        try (TextBytes text =
                TextBytes.of(DataFile.open(export.file(), export.name()), export.name(), export.charset())) {
            read(new CsvRows(text, export.name(), export.delimiter()), taker);
        } catch (CsvRefused e) {
            throw new SideFailure(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new SideFailure("%s: cannot be read (%s); check its rights and the disk"
                    .formatted(export.name(), e.getClass().getSimpleName()));
        }
    }

    private void read(CsvRows rows, Taker taker) throws SideFailure, IOException {
        if (!rows.advance()) {
            throw new SideFailure(export.name() + ": is empty; expected a line with the columns' names");
        }
        List<String> labels = rows.cells().stream().map(ExportReader::bare).toList();
        int[] places = places(labels);
        boolean any = false;
        while (rows.advance()) {
            List<String> cells = rows.cells();
            if (cells.stream().anyMatch(it -> !Blanks.strip(it).isEmpty())) {
                if (cells.size() != labels.size()) {
                    throw new SideFailure(
                            "%s line %d: %d cells where the header has %d; export it again, with text in quotes"
                                    .formatted(export.name(), rows.line(), cells.size(), labels.size()));
                }
                SwallowedLines.refuse(rows, export.delimiter(), export.name());
                if (isHeader(cells, labels)) {
                    throw new SideFailure(
                            "%s line %d: a header again; put the table that begins there into a file of its own"
                                    .formatted(export.name(), rows.line()));
                }
                taker.take(rows.line(), values(cells, places, rows.line()));
                any = true;
            }
        }
        if (!any) {
            throw new SideFailure(
                    export.name() + ": has a header and no row; export it again, or take it out of plan.yaml");
        }
    }

    /** A line most of whose cells are known as names of columns, by the plan or by the file's own first line. */
    private boolean isHeader(List<String> cells, List<String> labels) {
        int names = 0;
        for (String cell : cells) {
            String name = bare(Blanks.strip(cell));
            names += !name.isEmpty() && (headers.contains(name) || labels.contains(name)) ? 1 : 0;
        }
        return names > cells.size() / 2;
    }

    private List<Optional<String>> values(List<String> cells, int[] places, long line) throws SideFailure {
        List<Optional<String>> values = new ArrayList<>();
        for (String column : table.columns().keySet()) {
            int place = places[values.size()];
            Optional<String> value = place < 0
                    ? Optional.empty()
                    : Optional.of(Blanks.strip(cells.get(place))).filter(it -> !it.isEmpty());
            if (value.isPresent() && table.times().contains(column)) {
                String written = value.get();
                if (dates.isSwapped(written)) {
                    throw new SideFailure(
                            "%s line %d: %s '%s' is no %s, but it is one with day and month swapped; correct dates: in plan.yaml, or the cell"
                                    .formatted(export.name(), line, column, written, dates.words()));
                }
                value = dates.iso(written).or(() -> Optional.of(written));
            }
            values.add(value);
        }
        return values;
    }

    /** For each of the table's columns where it stands in this file; -1 where the file is known not to have it. */
    private int[] places(List<String> labels) throws SideFailure {
        int[] places = new int[table.columns().size()];
        int next = 0;
        for (Map.Entry<String, List<String>> column : table.columns().entrySet()) {
            int place = -1;
            for (String header : column.getValue()) {
                int found = labels.indexOf(bare(header));
                boolean twice = found >= 0 && (place >= 0 || labels.lastIndexOf(bare(header)) != found);
                if (twice) {
                    throw new SideFailure("%s: two of its columns are headed as column '%s'; keep one of them"
                            .formatted(export.name(), column.getKey()));
                }
                place = found >= 0 ? found : place;
            }
            boolean expected = !export.without().contains(column.getKey());
            if (expected && place < 0) {
                throw new SideFailure(
                        "%s: has no column headed '%s'; correct columns: or without: in plan.yaml, or export it again"
                                .formatted(export.name(), String.join("' or '", column.getValue())));
            }
            if (!expected && place >= 0) {
                throw new SideFailure(
                        "%s: is declared to be without column '%s', but has one headed so; correct without: in plan.yaml"
                                .formatted(export.name(), column.getKey()));
            }
            places[next++] = place;
        }
        return places;
    }

    /** A header without what drifts: case, and blanks of any kind. */
    private static String bare(String header) {
        return header.replaceAll("[\\s\\u00A0]+", " ").strip().toLowerCase(Locale.ROOT);
    }
}
