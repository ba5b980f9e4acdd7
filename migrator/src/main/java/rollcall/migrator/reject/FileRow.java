package rollcall.migrator.reject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import rollcall.migrator.extract.LegacyRow;

/**
 * A row of a corrected file.
 *
 * @param line from 2
 * @param cells by column; blank ones are {@code ""}
 */
record FileRow(long line, Map<String, String> cells) {
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?");
    private static final Pattern PADDING = Pattern.compile("^[\\s\\u00a0\\u200b\\ufeff]+|[\\s\\u00a0\\u200b\\ufeff]+$");

    FileRow {
        cells = Map.copyOf(cells);
    }

    String cell(String column) {
        return cells.getOrDefault(column, "");
    }

    /** In which of these columns it differs from a row; not by what a spreadsheet does to line breaks and padding. */
    List<ChangedCell> changed(LegacyRow row, List<String> columns) {
        List<ChangedCell> changed = new ArrayList<>();
        for (String column : columns) {
            String before = row.value(column).orElse("");
            String after = cell(column);
            if (!folded(before).equals(folded(after))) {
                changed.add(new ChangedCell(column, row.value(column), present(after)));
            }
        }
        return changed;
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** A text as it is once a spreadsheet has had it. */
    static String folded(String text) {
        return PADDING.matcher(LINE_BREAK.matcher(text).replaceAll("\n")).replaceAll("");
    }

    /** Legacy's row with the corrected cells in their places. */
    Correction correct(LegacyRow row, List<ChangedCell> changed, List<String> columns) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String column : columns) {
            changed.stream()
                    .filter(it -> it.column().equals(column))
                    .findFirst()
                    .map(ChangedCell::after)
                    .orElse(row.value(column))
                    .ifPresent(it -> values.put(column, it));
        }
        return new Correction(line, row, new LegacyRow(row.identity(), row.line(), values), changed);
    }
}
