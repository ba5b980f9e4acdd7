package rollcall.reconciler.side;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import rollcall.reconciler.plan.Nearest;

/** Which of a side's columns is which. */
final class Header {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,40}");

    private Header() {}

    /**
     * Finds the columns among a side's labels.
     *
     * @param side what the labels belong to, for messages
     * @param labels the labels in order; where none is a column's, they may be somebody's data, and none is shown
     * @param allowed the columns it may have; the first two must be there
     * @return the position of each column, from 0
     */
    static Map<Column, Integer> of(String side, List<String> labels, Set<Column> allowed) throws SideFailure {
        Map<Column, Integer> positions = new EnumMap<>(Column.class);
        List<String> faults = new ArrayList<>();
        Set<String> meant = new HashSet<>();
        boolean isHeader = labels.stream()
                .anyMatch(it -> Column.of(it).filter(allowed::contains).isPresent());
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            Optional<Column> column = Column.of(label).filter(allowed::contains);
            if (column.isEmpty()) {
                faults.add("column %s is unknown, leave it out or rename it%s"
                        .formatted(
                                isHeader ? shown(label, i) : "number " + (i + 1), Nearest.hint(label, words(allowed))));
                Nearest.to(label, words(allowed)).ifPresent(meant::add);
            } else if (positions.put(column.get(), i) != null) {
                faults.add("column '%s' is there twice; leave one out".formatted(label));
            }
        }
        for (Column key : List.of(Column.POPULATION, Column.REFERENCE)) {
            if (!positions.containsKey(key) && !meant.contains(key.word())) {
                faults.add("column '%s' is missing; add it".formatted(key.word()));
            }
        }
        if (!faults.isEmpty()) {
            throw new SideFailure(side + ": " + String.join("; ", faults));
        }
        return positions;
    }

    /** A label; of what is no name its place alone. */
    private static String shown(String label, int index) {
        return NAME.matcher(label).matches() ? "'" + label + "'" : "number " + (index + 1);
    }

    private static List<String> words(Set<Column> columns) {
        return columns.stream().map(Column::word).toList();
    }
}
