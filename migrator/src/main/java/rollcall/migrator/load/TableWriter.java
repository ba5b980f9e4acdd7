package rollcall.migrator.load;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.plan.LoadPlan;

/** Writes one kind of record into the target's tables, and finds there what was written before. */
final class TableWriter {
    private final DSLContext database;
    private final Layout layout;

    TableWriter(DSLContext database, Layout layout) {
        this.database = database;
        this.layout = layout;
    }

    /**
     * A row that the target holds already.
     *
     * @param text by column
     * @param lists items of the rows that hang on it, by list, in no order
     */
    record Present(String id, Map<String, String> text, Map<String, List<String>> lists) {}

    /** The target's rows with one of these keys, by key, lowest id first. */
    Map<String, List<Present>> present(Collection<TargetRow> rows) {
        List<Object> keys = rows.stream()
                .map(TargetRow::key)
                .distinct()
                .<Object>map(this::typedKey)
                .toList();
        Map<String, List<Present>> present = new HashMap<>();
        if (keys.isEmpty()) {
            return present;
        }
        List<Field<?>> fields = new ArrayList<>(List.of(layout.id(), layout.keyColumn()));
        layout.columns().values().forEach(it -> fields.add(it.field()));
        List<Record> found = List.copyOf(database.select(fields)
                .from(layout.table())
                .where(untyped(layout.keyColumn()).in(keys))
                .orderBy(layout.id())
                .fetch());
        Map<String, Map<String, List<String>>> items = items(found);
        found.forEach(row -> present.computeIfAbsent(text(row, 1), key -> new ArrayList<>())
                .add(new Present(text(row, 0), columns(row), items.getOrDefault(text(row, 0), Map.of()))));
        return present;
    }

    /** What hangs on these rows: items by list, by the row's id. */
    private Map<String, Map<String, List<String>>> items(List<Record> rows) {
        Map<String, Map<String, List<String>>> items = new HashMap<>();
        if (rows.isEmpty()) {
            return items;
        }
        List<Object> ids = rows.stream().<Object>map(it -> it.get(0)).toList();
        for (Layout.Items list : layout.items()) {
            Condition ours = untyped(list.parent()).in(ids);
            List<Field<?>> fields = new ArrayList<>(List.of(list.parent()));
            for (Layout.Column column : list.columns().values()) {
                if (column.content() instanceof LoadPlan.Fixed fixed) {
                    ours = ours.and(DSL.field(column.field().getQualifiedName(), String.class)
                            .eq(fixed.text()));
                } else {
                    fields.add(column.field());
                }
            }
            database.select(fields)
                    .from(list.table())
                    .where(ours)
                    .forEach(row -> items.computeIfAbsent(text(row, 0), id -> new HashMap<>())
                            .computeIfAbsent(list.list(), name -> new ArrayList<>())
                            .add(text(row, 1)));
        }
        return items;
    }

    /** Whether a row of the target is this one in all that comes from legacy; who wrote it, and when, may differ. */
    boolean holds(Present present, TargetRow row) {
        boolean columns = layout.columns().entrySet().stream()
                .filter(it -> it.getValue().content() instanceof LoadPlan.Field field
                        && !field.name().equals("loaded_at"))
                .allMatch(it -> {
                    Field<?> column = it.getValue().field();
                    return Optional.ofNullable(present.text().get(it.getKey()))
                            .map(value -> canonical(column, value))
                            .equals(row.value(it.getKey()).map(value -> canonical(column, value)));
                });
        return columns
                && layout.items().stream()
                        .map(Layout.Items::list)
                        .allMatch(it -> sorted(present.lists().getOrDefault(it, List.of()))
                                .equals(sorted(row.items(it))));
    }

    private static List<String> sorted(List<String> items) {
        return items.stream().map(String::strip).sorted().toList();
    }

    /** Without what the column's type adds: padding, and a number's scale. */
    private static String canonical(Field<?> column, Object value) {
        String text = value.toString().strip();
        return column.getType() == BigDecimal.class
                ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                : text;
    }

    private Map<String, String> columns(Record row) {
        Map<String, String> text = new TreeMap<>();
        layout.columns()
                .forEach((name, column) -> Optional.<Object>ofNullable(row.get(column.field()))
                        .ifPresent(value -> text.put(name, value.toString())));
        return text;
    }

    /**
     * Writes these rows and what hangs on them.
     *
     * @return the target's id for each
     * @throws DataAccessException if the target refuses any of them or gives no id; the caller rolls back
     */
    Map<Identity, String> insert(List<TargetRow> rows) {
        // Rows of one statement come back by their key, so one statement never holds a key twice.
        SortedMap<Integer, List<TargetRow>> byOccurrence = new TreeMap<>();
        rows.forEach(row -> byOccurrence
                .computeIfAbsent(row.identity().occurrence(), occurrence -> new ArrayList<>())
                .add(row));
        Map<Identity, String> ids = new HashMap<>();
        for (List<TargetRow> distinct : byOccurrence.values()) {
            Map<String, Object> idByKey = insertDistinct(distinct);
            for (TargetRow row : distinct) {
                Object id = Optional.ofNullable(idByKey.get(row.key()))
                        .orElseThrow(() -> new DataAccessException("table '%s' gave no id for %s '%s'"
                                .formatted(
                                        layout.name(),
                                        row.identity().kind().word(),
                                        row.identity().reference())));
                ids.put(row.identity(), String.valueOf(id));
            }
            layout.items().forEach(items -> insertItems(items, distinct, idByKey));
        }
        checkWhatIsDeferred();
        return ids;
    }

    /** What PostgreSQL would refuse at the commit, with the whole chunk, it refuses here. */
    private void checkWhatIsDeferred() {
        if (database.family() == SQLDialect.POSTGRES) {
            database.execute("set constraints all immediate");
            database.execute("set constraints all deferred");
        }
    }

    private Map<String, Object> insertDistinct(List<TargetRow> rows) {
        List<String> names = List.copyOf(layout.columns().keySet());
        List<Field<?>> fields = layout.columns().values().stream()
                .<Field<?>>map(Layout.Column::field)
                .toList();
        InsertValuesStepN<Record> insert = database.insertInto(layout.table(), fields);
        for (TargetRow row : rows) {
            List<Field<?>> values = new ArrayList<>(names.size());
            for (int i = 0; i < names.size(); i++) {
                values.add(bound(row.value(names.get(i)), fields.get(i)));
            }
            insert = insert.values(values);
        }
        Map<String, Object> ids = new HashMap<>();
        insert.returningResult(layout.id(), layout.keyColumn())
                .fetch()
                .forEach(row -> Optional.<Object>ofNullable(row.get(0)).ifPresent(id -> ids.put(text(row, 1), id)));
        return ids;
    }

    private void insertItems(Layout.Items items, List<TargetRow> rows, Map<String, Object> parents) {
        List<Field<?>> fields = new ArrayList<>(List.of(items.parent()));
        items.columns().values().forEach(it -> fields.add(it.field()));
        InsertValuesStepN<Record> insert = database.insertInto(items.table(), fields);
        boolean any = false;
        for (TargetRow row : rows) {
            for (String item : row.items(items.list())) {
                List<Field<?>> values = new ArrayList<>(fields.size());
                values.add(bound(Optional.ofNullable(parents.get(row.key())), items.parent()));
                for (Layout.Column column : items.columns().values()) {
                    Object value = column.content() instanceof LoadPlan.Fixed fixed ? fixed.text() : item;
                    values.add(bound(Optional.of(value), column.field()));
                }
                insert = insert.values(values);
                any = true;
            }
        }
        if (any) {
            insert.execute();
        }
    }

    private Object typedKey(String key) {
        return layout.keyColumn().getType() == String.class ? key : Long.valueOf(key);
    }

    private static String text(Record row, int column) {
        return String.valueOf(row.get(column)).strip();
    }

    @SuppressWarnings("unchecked")
    private static Field<Object> untyped(Field<?> field) {
        return (Field<Object>) field;
    }

    private static Field<?> bound(Optional<Object> value, Field<?> column) {
        return DSL.val(value.orElse(null), column.getDataType());
    }
}
