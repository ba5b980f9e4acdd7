package rollcall.migrator.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rollcall.migrator.extract.Identity;

/**
 * A row that is ready for the target.
 *
 * @param identity whose row it is
 * @param key what the row is known by in the target: its legacy reference, or its job's id
 * @param values by column, in the column's own type; a blank one has no entry
 * @param lists items of rows that hang on this one, by list
 */
record TargetRow(Identity identity, String key, Map<String, Object> values, Map<String, List<String>> lists) {
    TargetRow {
        values = Map.copyOf(values);
        lists = Map.copyOf(lists);
    }

    /** The value for a column; empty where it stays blank. */
    Optional<Object> value(String column) {
        return Optional.ofNullable(values.get(column));
    }

    /** The items of a list, in order. */
    List<String> items(String list) {
        return lists.getOrDefault(list, List.of());
    }

    /** The row as text, for its fingerprint: {@code column} to value, and {@code list.1}, {@code list.2} … to items. */
    Map<String, String> text() {
        Map<String, String> text = new TreeMap<>();
        values.forEach((column, value) -> text.put(column, String.valueOf(value)));
        lists.forEach((list, items) -> {
            for (int i = 0; i < items.size(); i++) {
                text.put(list + "." + (i + 1), items.get(i));
            }
        });
        return text;
    }
}
