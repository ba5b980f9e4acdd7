package rollcall.reconciler.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rollcall.reconciler.table.TableFile;
import rollcall.reconciler.table.TableUnreadable;

/**
 * A table of the plan, a workbook or CSV: one header line, then rows that know their line. Headers may stand in any order
 * and case; cells are trimmed; blank lines are skipped.
 */
final class PlanTable {
    private final String name;
    private final Faults faults;
    private final List<Row> rows = new ArrayList<>();
    private boolean whole = true;

    private PlanTable(String name, Faults faults) {
        this.name = name;
        this.faults = faults;
    }

    /**
     * Reads the file; where it lacks a required column it has no rows, and a fault says so.
     *
     * @param keys columns whose cells a workbook must hold as text
     */
    static PlanTable read(
            Path folder, Path file, Faults faults, List<String> required, List<String> optional, List<String> keys) {
        PlanTable table = new PlanTable(PlanText.name(folder, file), faults);
        if (Files.isRegularFile(file)) {
            table.take(content(file, keys, table), required, optional);
        }
        return table;
    }

    List<Row> rows() {
        return rows;
    }

    /** Whether each line of the file is among the rows; where not, nothing can be said of what the file lacks. */
    boolean isWhole() {
        return whole;
    }

    /** The table; where not all of it can be read, what can, so that its other faults are told too. */
    private static TableFile content(Path file, List<String> keys, PlanTable table) {
        try {
            return TableFile.read(file, keys.toArray(String[]::new));
        } catch (TableUnreadable unreadable) {
            table.whole = false;
            unreadable.problems().forEach(it -> table.faults.add(table.name, it.line(), it.message()));
            return unreadable.readable();
        }
    }

    private void take(TableFile table, List<String> required, List<String> optional) {
        if (table.header().isEmpty()) {
            if (!faults.anyIn(name)) {
                faults.add(name, 0, "is empty; expected the header " + String.join(",", required));
            }
            return;
        }
        header(table.header(), required, optional)
                .ifPresent(header ->
                        table.lines().forEach(line -> rows.add(new Row(line.number(), cells(line, header)))));
    }

    private Optional<Map<String, Integer>> header(List<String> cells, List<String> required, List<String> optional) {
        List<String> known = new ArrayList<>(required);
        known.addAll(optional);
        Map<String, Integer> header = new HashMap<>();
        List<String> misspelt = new ArrayList<>();
        for (int index = 0; index < cells.size(); index++) {
            String column = cells.get(index).toLowerCase(Locale.ROOT);
            if (!column.isEmpty() && !known.contains(column)) {
                faults.add(name, 1, "unknown column \"" + column + "\"" + Nearest.hint(column, known));
                Nearest.to(column, known).ifPresent(misspelt::add);
            } else if (!column.isEmpty() && header.putIfAbsent(column, index) != null) {
                faults.add(name, 1, "column \"" + column + "\" stands twice; remove one of them");
            }
        }
        List<String> missing =
                required.stream().filter(it -> !header.containsKey(it)).toList();
        missing.stream()
                .filter(it -> !misspelt.contains(it))
                .forEach(it -> faults.add(
                        name,
                        1,
                        "column \"" + it + "\" is missing; expected the header " + String.join(",", required)));
        return missing.isEmpty() ? Optional.of(header) : Optional.empty();
    }

    private static Map<String, String> cells(TableFile.Line line, Map<String, Integer> header) {
        Map<String, String> values = new HashMap<>();
        header.forEach((column, index) -> values.put(column, line.cells().get(index)));
        return values;
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

        /** A cell that is a day or blank; a fault, and empty, where it is something else. */
        Optional<LocalDate> date(String column) {
            String text = cell(column);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException notADate) {
                fault(column + " \"" + text + "\" is not a date; expected for example 2026-12-31");
                return Optional.empty();
            }
        }

        void fault(String message) {
            faults.add(name, line, message);
        }
    }
}
