package rollcall.reconciler.side;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of a side's columns is which. */
final class Header {
    private Header() {}

    /**
     * Finds the columns among a side's labels.
     *
     * @param side what the labels belong to, for messages
     * @param labels the labels in order
     * @param allowed the columns it may have; the first two must be there
     * @return the position of each column, from 0
     */
    static Map<Column, Integer> of(String side, List<String> labels, Set<Column> allowed) throws SideFailure {
        Map<Column, Integer> positions = new EnumMap<>(Column.class);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            Optional<Column> column = Column.of(label).filter(allowed::contains);
            if (column.isEmpty()) {
                faults.add("column '%s' is not one of %s; leave it out or rename it".formatted(label, words(allowed)));
            } else if (positions.put(column.get(), i) != null) {
                faults.add("column '%s' is there twice; leave one out".formatted(label));
            }
        }
        for (Column key : List.of(Column.POPULATION, Column.REFERENCE)) {
            if (!positions.containsKey(key)) {
                faults.add("column '%s' is missing; add it".formatted(key.word()));
            }
        }
        if (!faults.isEmpty()) {
            throw new SideFailure(side + ": " + String.join("; ", faults));
        }
        return positions;
    }

    private static String words(Set<Column> columns) {
        return String.join(", ", columns.stream().map(Column::word).toList());
    }
}
