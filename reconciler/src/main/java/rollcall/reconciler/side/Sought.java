package rollcall.reconciler.side;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which records are sought: those of which one of these columns holds one of its texts, to the letter and without blanks at
 * its ends. A column that a side has not matches nothing.
 *
 * @param blank the name of legacy's rows without a reference that are sought as well, as {@link BlankName} has it
 */
public record Sought(Map<Column, Set<String>> texts, Optional<String> blank) {
    /** Records that have a reference, or are sought by something else. */
    public Sought(Map<Column, Set<String>> texts) {
        this(texts, Optional.empty());
    }

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

    /** @param isLegacy whether it is a record of legacy */
    boolean is(Cells cells, boolean isLegacy) throws SideFailure {
        if (isLegacy && blank.isPresent() && cells.text(Column.REFERENCE).isEmpty()) {
            return BlankName.of(cells).equals(blank.get());
        }
        for (Map.Entry<Column, Set<String>> column : texts.entrySet()) {
            if (cells.has(column.getKey()) && column.getValue().contains(cells.text(column.getKey()))) {
                return true;
            }
        }
        return false;
    }
}
