package rollcall.reconciler.side;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A condition on a side's query that holds for the records that are sought.
 *
 * @param sql with a question mark for each text; empty where the side has none of the columns by which they are sought
 * @param texts what the question marks stand for
 */
record Condition(String sql, List<String> texts) {
    Condition {
        texts = List.copyOf(texts);
    }

    /**
     * The condition, on the query's result under the name {@code q}.
     *
     * @param labels the result's columns
     */
    static Condition of(Sought sought, List<String> labels, Header header) {
        Writer writer = new Writer(labels, header);
        sought.texts().forEach(writer::add);
        return new Condition(String.join(" OR ", writer.conditions), writer.texts);
    }

    private static final class Writer {
        private final List<String> labels;
        private final Header header;
        private final List<String> conditions = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();

        Writer(List<String> labels, Header header) {
            this.labels = labels;
            this.header = header;
        }

        void add(Column column, Set<String> values) {
            Integer position = header.columns().get(column);
            if (position != null) {
                conditions.add("q." + labels.get(position) + " IN ("
                        + String.join(", ", Collections.nCopies(values.size(), "?")) + ")");
                texts.addAll(values);
            } else if (column == Column.REFERENCE) {
                Set<List<String>> keys =
                        new LinkedHashSet<>(List.of(header.key().appointments()));
                keys.add(header.key().jobs());
                keys.forEach(key -> values.forEach(it -> add(key, it)));
            } else if (column == Column.JOB && header.key().makesJob()) {
                values.forEach(it -> add(header.key().jobs(), it));
            }
        }

        /** The records whose columns of the key have this text; a text of another number of parts is no record's. */
        private void add(List<String> key, String text) {
            List<String> parts = key.size() == 1 ? List.of(text) : KeyText.parts(text);
            if (parts.size() != key.size()) {
                return;
            }
            List<String> all = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                String label = "q." + labels.get(header.parts().getOrDefault(key.get(i), 0));
                all.add(parts.get(i).isEmpty() ? "(%s = ? OR %s IS NULL)".formatted(label, label) : label + " = ?");
                texts.add(parts.get(i));
            }
            conditions.add("(" + String.join(" AND ", all) + ")");
        }
    }
}
