package rollcall.reconciler.side;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which records are sought: those of which one of these columns holds one of its texts, to the letter and without blanks at
 * its ends. A column that a side has not matches nothing.
 */
public record Sought(Map<Column, Set<String>> texts) {
    public Sought {
        Map<Column, Set<String>> copied = new EnumMap<>(Column.class);
        texts.forEach((column, values) -> {
            if (!values.isEmpty()) {
                copied.put(column, Collections.unmodifiableSet(new TreeSet<>(values)));
            }
        });
        texts = Collections.unmodifiableMap(copied);
    }

    /** How many texts there are, of all columns. */
    int size() {
        return texts.values().stream().mapToInt(Set::size).sum();
    }

    boolean is(Cells cells) throws SideFailure {
        for (Map.Entry<Column, Set<String>> column : texts.entrySet()) {
            if (cells.has(column.getKey()) && column.getValue().contains(cells.text(column.getKey()))) {
                return true;
            }
        }
        return false;
    }
}
