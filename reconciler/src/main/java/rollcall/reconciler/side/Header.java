package rollcall.reconciler.side;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rollcall.reconciler.plan.KeyColumns;
import rollcall.reconciler.plan.Nearest;

/**
 * Which of a side's columns is which.
 *
 * @param columns the position of each column of ours, from 0
 * @param parts the position of each column of the key, in the key's order; none where records are known by their reference
 * @param key by which columns records are known
 */
record Header(Map<Column, Integer> columns, Map<String, Integer> parts, KeyColumns key) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,40}");

    /**
     * Finds the columns among a side's labels.
     *
     * @param side what the labels belong to, for messages
     * @param labels the labels in order; where none is a column's, they may be somebody's data, and none is shown
     * @param allowed the columns it may have
     * @param key by which columns its records are known; they and the population must be there
     */
    static Header of(String side, List<String> labels, Set<Column> allowed, KeyColumns key) throws SideFailure {
        Map<Column, Integer> positions = new EnumMap<>(Column.class);
        Map<String, Integer> parts = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        Set<String> meant = new HashSet<>();
        List<String> words = words(allowed, key);
        boolean isHeader = labels.stream().anyMatch(it -> isKnown(it, allowed, key));
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            String word = label.strip().toLowerCase(Locale.ROOT);
            boolean isPart = key.all().contains(word);
            Optional<Column> column = Column.of(label).filter(allowed::contains);
            boolean isMade = column.filter(it -> isMade(it, key)).isPresent();
            if (isPart && parts.put(word, i) != null) {
                faults.add("column '%s' is there twice; leave one out".formatted(label));
            } else if (isMade && !isPart) {
                faults.add("column '%s' is made of the key (%s); leave it out, or key: out of plan.yaml"
                        .formatted(label, key.told()));
            } else if (column.isEmpty() && !isPart) {
                faults.add("column %s is unknown, leave it out or rename it%s"
                        .formatted(isHeader ? shown(label, i) : "number " + (i + 1), Nearest.hint(label, words)));
                Nearest.to(label, words).ifPresent(meant::add);
            } else if (column.isPresent() && !isMade && positions.put(column.get(), i) != null) {
                faults.add("column '%s' is there twice; leave one out".formatted(label));
            }
        }
        List<String> needed = new ArrayList<>(List.of(Column.POPULATION.word()));
        needed.addAll(key.isNone() ? List.of(Column.REFERENCE.word()) : key.all());
        for (String word : needed) {
            boolean isThere =
                    key.all().contains(word) ? parts.containsKey(word) : positions.containsKey(Column.named(word));
            if (!isThere && !meant.contains(word)) {
                faults.add("column '%s'%s is missing; add it"
                        .formatted(word, key.all().contains(word) ? " of the key" : ""));
            }
        }
        if (!faults.isEmpty()) {
            throw new SideFailure(side + ": " + String.join("; ", faults));
        }
        return new Header(positions, inOrder(parts, key), key);
    }

    private static Map<String, Integer> inOrder(Map<String, Integer> parts, KeyColumns key) {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        key.all().forEach(it -> ordered.put(it, parts.getOrDefault(it, -1)));
        return ordered;
    }

    /** Whether a label is that of a column that the side may have. */
    static boolean isKnown(String label, Set<Column> allowed, KeyColumns key) {
        return key.all().contains(label.strip().toLowerCase(Locale.ROOT))
                || Column.of(label)
                        .filter(it -> allowed.contains(it) && !isMade(it, key))
                        .isPresent();
    }

    /** Whether a column is made of the key's. */
    private static boolean isMade(Column column, KeyColumns key) {
        return column == Column.REFERENCE && !key.isNone() || column == Column.JOB && key.makesJob();
    }

    /** The same at other places. */
    Header at(List<Integer> places) {
        Map<Column, Integer> moved = new EnumMap<>(Column.class);
        columns.forEach((column, position) -> moved.put(column, places.get(position)));
        Map<String, Integer> movedParts = new LinkedHashMap<>();
        parts.forEach((part, position) -> movedParts.put(part, places.get(position)));
        return new Header(moved, movedParts, key);
    }

    /** The columns that the side's records have, those included that are made of the key. */
    Set<Column> yields(Set<Column> allowed) {
        Set<Column> yields = EnumSet.noneOf(Column.class);
        yields.addAll(columns.keySet());
        if (!key.isNone()) {
            allowed.stream().filter(it -> isMade(it, key)).forEach(yields::add);
        }
        return yields;
    }

    /** The cells of a side with those that are made of the key. */
    <C extends Cells & KeyedCells.Parts> Cells over(C cells) {
        return key.isNone() ? cells : new KeyedCells(cells, cells, this);
    }

    /** A label; of what is no name its place alone. */
    private static String shown(String label, int index) {
        return NAME.matcher(label).matches() ? "'" + label + "'" : "number " + (index + 1);
    }

    private static List<String> words(Set<Column> columns, KeyColumns key) {
        return Stream.concat(columns.stream().filter(it -> !isMade(it, key)).map(Column::word), key.all().stream())
                .distinct()
                .toList();
    }
}
