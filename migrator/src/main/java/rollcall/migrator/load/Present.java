package rollcall.migrator.load;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row that the target holds.
 *
 * @param key what it is known by: its legacy reference, or its job's id
 * @param columns all its columns as text, also those that the plan does not write; a blank one has no entry
 * @param lists items of the rows that hang on it and that the plan writes, by list, sorted
 * @param whole the same, each with what the new system keeps beside it
 */
record Present(
        String id,
        String key,
        SortedMap<String, String> columns,
        Map<String, List<String>> lists,
        Map<String, List<String>> whole) {
    Present {
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
        lists = Map.copyOf(lists);
        whole = Map.copyOf(whole);
    }

    /** The whole row as text, for its fingerprint: {@code column} to value, and {@code list.1}, {@code list.2} … to items. */
    SortedMap<String, String> text() {
        if (lists.isEmpty()) {
            return columns;
        }
        SortedMap<String, String> text = new TreeMap<>(columns);
        whole.forEach((list, items) -> {
            for (int i = 0; i < items.size(); i++) {
                text.put(list + "." + (i + 1), items.get(i));
            }
        });
        return text;
    }

    /** The items of a list; none where nothing hangs on the row. */
    List<String> items(String list) {
        return lists.getOrDefault(list, List.of());
    }
}
