package rollcall.migrator.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** What hangs on rows of the target and is not of our making: with it, a row is not ours to take out. */
final class Hanging {
    private final DSLContext database;
    private final Layout layout;

    Hanging(DSLContext database, Layout layout) {
        this.database = database;
        this.layout = layout;
    }

    /**
     * The tables of which something hangs on these rows, by the row's id; a row without any has no entry.
     *
     * @param counted which tables are looked at
     */
    Map<String, List<String>> on(Collection<Present> rows, Predicate<Dependent> counted) {
        Map<String, List<String>> tables = new HashMap<>();
        if (rows.isEmpty()) {
            return tables;
        }
        List<Object> ids = rows.stream()
                .<Object>map(it -> TableReader.typed(it.id(), layout.id()))
                .toList();
        for (Dependent dependent : layout.dependents().stream().filter(counted).toList()) {
            Map<String, Integer> counts = count(dependent.table(), dependent.parent(), ids);
            for (Present row : rows) {
                if (counts.getOrDefault(row.id(), 0) > ours(row, dependent)) {
                    tables.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(dependent.name());
                }
            }
        }
        return tables;
    }

    /** How many of a row's own items stand in this table. */
    private int ours(Present row, Dependent dependent) {
        return layout.items().stream()
                .filter(it -> it.table()
                                .getQualifiedName()
                                .equals(dependent.table().getQualifiedName())
                        && it.parent().getName().equals(dependent.parent().getName()))
                .mapToInt(it -> row.items(it.list()).size())
                .sum();
    }

    private Map<String, Integer> count(Table<Record> table, Field<?> parent, List<Object> ids) {
        Map<String, Integer> counts = new HashMap<>();
        database.select(parent, DSL.count())
                .from(table)
                .where(TableReader.untyped(parent).in(ids))
                .groupBy(parent)
                .forEach(row -> counts.put(String.valueOf(row.get(0)).strip(), row.get(1, Integer.class)));
        return counts;
    }
}
