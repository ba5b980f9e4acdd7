package rollcall.migrator.load;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import rollcall.migrator.plan.LoadPlan;
import rollcall.migrator.plan.LoadPlan.Content;

/**
 * What is written where, with the target's own names and types.
 *
 * @param name the table's name in the plan
 * @param id the column with the new system's key
 * @param keyColumn the column by which a loaded row is found again: its legacy reference, or its job's id
 * @param columns target columns, in the plan's order
 * @param items tables that hang on this one, and that the plan writes
 * @param all every column that the table has, but for those that nobody watches
 * @param dependents every table of the target whose rows can hang on a row of this one
 */
record Layout(
        String name,
        Table<Record> table,
        Field<?> id,
        Field<?> keyColumn,
        Map<String, Column> columns,
        List<Items> items,
        List<Field<?>> all,
        List<Dependent> dependents) {
    Layout {
        columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        items = List.copyOf(items);
        all = List.copyOf(all);
        dependents = List.copyOf(dependents);
    }

    /** The same, on which the rows of these tables can hang. */
    Layout hanging(List<Dependent> on) {
        return new Layout(name, table, id, keyColumn, columns, items, all, on);
    }

    /** The names of the columns that take one of these fields. */
    List<String> columnsOf(Collection<String> fields) {
        return columns.entrySet().stream()
                .filter(it -> it.getValue().content() instanceof LoadPlan.Field field && fields.contains(field.name()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A column and what goes there. */
    record Column(Field<?> field, Content content) {}

    /**
     * A table with a row for each item of {@code list}.
     *
     * @param parent the column that refers to the parent's id
     * @param others the columns besides, which are the new system's own; without its key
     * @param dependents every table of the target whose rows can hang on an item
     */
    record Items(
            String list,
            String name,
            Table<Record> table,
            Field<?> parent,
            Map<String, Column> columns,
            List<Field<?>> others,
            List<Dependent> dependents) {
        Items {
            columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
            others = List.copyOf(others);
            dependents = List.copyOf(dependents);
        }
    }
}
