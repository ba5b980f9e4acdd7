package rollcall.migrator.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        for (Dependent dependent : layout.dependents().stream().filter(counted).toList()) {
            String referred = dependent.referred().getName();
            List<Object> values = rows.stream()
                    .flatMap(it -> Optional.ofNullable(it.columns().get(referred)).stream())
                    .distinct()
                    .<Object>map(it -> TableReader.typed(it, dependent.referred()))
                    .toList();
            Map<String, Integer> counts = values.isEmpty() ? Map.of() : count(dependent, values);
            for (Present row : rows) {
                if (counts.getOrDefault(row.columns().getOrDefault(referred, ""), 0) > ours(row, dependent)) {
                    tables.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(dependent.name());
                }
            }
        }
        onItems(rows)
                .forEach((id, names) ->
                        tables.computeIfAbsent(id, it -> new ArrayList<>()).addAll(names));
        return tables;
    }

    /** The tables of which something hangs on these rows' own items, by the row's id. */
    Map<String, List<String>> onItems(Collection<Present> rows) {
        Map<String, List<String>> tables = new HashMap<>();
        List<Object> ids = rows.stream()
                .<Object>map(it -> TableReader.typed(it.id(), layout.id()))
                .toList();
        for (Layout.Items items : layout.items()) {
            for (Dependent dependent : items.dependents()) {
                Table<Record> item = items.table().as("i");
                Field<?> parent = qualified("i", items.parent());
                database.selectDistinct(parent)
                        .from(item)
                        .join(dependent.table().as("d"))
                        .on(TableReader.untyped(qualified("d", dependent.parent()))
                                .eq(TableReader.untyped(qualified("i", dependent.referred()))))
                        .where(TableReader.untyped(parent).in(ids))
                        .forEach(row -> Optional.<Object>ofNullable(row.get(0))
                                .ifPresent(it -> tables.computeIfAbsent(CellText.of(it), id -> new ArrayList<>())
                                        .add(dependent.name())));
            }
        }
        return tables;
    }

    private static Field<?> qualified(String table, Field<?> column) {
        return DSL.field(DSL.quotedName(table, column.getName()), column.getDataType());
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

    private Map<String, Integer> count(Dependent dependent, List<Object> values) {
        Map<String, Integer> counts = new HashMap<>();
        database.select(dependent.parent(), DSL.count())
                .from(dependent.table())
                .where(TableReader.untyped(dependent.parent()).in(values))
                .groupBy(dependent.parent())
                .forEach(row -> Optional.<Object>ofNullable(row.get(0))
                        .ifPresent(it -> counts.put(CellText.of(it), row.get(1, Integer.class))));
        return counts;
    }
}
