package rollcall.reconciler.plan;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
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

/**
 * A CSV file of the plan: one header line, then rows that know their line. Headers may stand in any order and case;
 * cells are trimmed; blank lines are skipped.
 */
final class PlanTable {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    private final String name;
    private final Faults faults;
    private final List<Row> rows = new ArrayList<>();

    private PlanTable(String name, Faults faults) {
        this.name = name;
        this.faults = faults;
    }

    /** Reads the file; where it lacks a required column it has no rows, and a fault says so. */
    static PlanTable read(Path folder, Path file, Faults faults, List<String> required, List<String> optional) {
        PlanTable table = new PlanTable(PlanText.name(folder, file), faults);
        PlanText.read(folder, file, faults).ifPresent(text -> table.parse(text, required, optional));
        return table;
    }

    List<Row> rows() {
        return rows;
    }

    private void parse(String text, List<String> required, List<String> optional) {
        long line = 1;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                faults.add(name, 0, "is empty; expected the header " + String.join(",", required));
                return;
            }
            Optional<Map<String, Integer>> header = header(records.next(), required, optional);
            line = parser.getCurrentLineNumber() + 1;
            while (header.isPresent() && records.hasNext()) {
                CSVRecord cells = records.next();
                if (cells.stream().anyMatch(it -> !it.isBlank())) {
                    add(line, cells, header.get());
                }
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException | IllegalStateException malformed) {
            faults.add(
                    name, line, "is not CSV; check the quotes of this row: each \" inside a quoted cell stands twice");
        }
    }

    private Optional<Map<String, Integer>> header(CSVRecord cells, List<String> required, List<String> optional) {
        List<String> known = new ArrayList<>(required);
        known.addAll(optional);
        Map<String, Integer> header = new HashMap<>();
        for (int index = 0; index < cells.size(); index++) {
            String column = cells.get(index).strip().toLowerCase(Locale.ROOT);
            if (!column.isEmpty() && !known.contains(column)) {
                faults.add(name, 1, "unknown column \"" + column + "\"" + Nearest.hint(column, known));
            } else if (!column.isEmpty() && header.putIfAbsent(column, index) != null) {
                faults.add(name, 1, "column \"" + column + "\" stands twice; remove one of them");
            }
        }
        List<String> missing =
                required.stream().filter(it -> !header.containsKey(it)).toList();
        missing.forEach(it -> faults.add(
                name, 1, "column \"" + it + "\" is missing; expected the header " + String.join(",", required)));
        return missing.isEmpty() ? Optional.of(header) : Optional.empty();
    }

    private void add(long line, CSVRecord cells, Map<String, Integer> header) {
        Map<String, String> values = new HashMap<>();
        header.forEach((column, index) ->
                values.put(column, index < cells.size() ? cells.get(index).strip() : ""));
        if (cells.stream().skip(width(header)).anyMatch(it -> !it.isBlank())) {
            faults.add(name, line, "has more cells than the header; put a cell that holds a comma in quotes");
            return;
        }
        rows.add(new Row(line, values));
    }

    private static int width(Map<String, Integer> header) {
        return header.values().stream().mapToInt(it -> it + 1).max().orElse(0);
    }

    /** One row, with the line at which it starts. */
    final class Row {
        private final long line;
        private final Map<String, String> values;

        private Row(long line, Map<String, String> values) {
            this.line = line;
            this.values = values;
        }

        long line() {
            return line;
        }

        /** A cell, trimmed; empty where it is blank or the file has no such column. */
        String cell(String column) {
            return values.getOrDefault(column, "");
        }

        /** A cell that must not be blank; a fault where it is. */
        String required(String column) {
            String value = cell(column);
            if (value.isEmpty()) {
                fault(column + " is blank");
            }
            return value;
        }

        void fault(String message) {
            faults.add(name, line, message);
        }
    }
}
