package rollcall.migrator.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /** A row that the target holds already. */
    record Present(String id, Map<String, String> text) {}

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
        database.select(fields)
                .from(layout.table())
                .where(untyped(layout.keyColumn()).in(keys))
                .orderBy(layout.id())
                .forEach(row -> present.computeIfAbsent(text(row, 1), key -> new ArrayList<>())
                        .add(new Present(text(row, 0), columns(row))));
        return present;
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
