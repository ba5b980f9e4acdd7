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
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.ledger.CopyText;
import rollcall.migrator.plan.LoadPlan;

/** Writes one kind of record into the target's tables, changes it there and takes it out again. */
final class TableWriter {
    private final DSLContext database;
    private final Layout layout;
    private final TableReader reader;
    private final Staging staging;

    TableWriter(DSLContext database, Layout layout, TableReader reader) {
        this.database = database;
        this.layout = layout;
        this.reader = reader;
        this.staging = new Staging(database, layout);
    }

    /**
     * Writes these rows and what hangs on them.
     *
     * @return each as the target has taken it: with its id, and what defaults and triggers have filled in
     * @throws DataAccessException if the target refuses any of them or gives no id; the caller rolls back
     */
    Map<Identity, Present> insert(List<TargetRow> rows) {
        // Rows of one statement come back by their key, so one statement never holds a key twice.
        SortedMap<Integer, List<TargetRow>> byOccurrence = new TreeMap<>();
        rows.forEach(row -> byOccurrence
                .computeIfAbsent(row.identity().occurrence(), occurrence -> new ArrayList<>())
                .add(row));
        Map<Identity, Present> taken = new HashMap<>();
        for (List<TargetRow> distinct : byOccurrence.values()) {
            Map<String, Record> byKey = insertDistinct(distinct);
            Map<String, Object> parents = new HashMap<>();
            List<Record> records = new ArrayList<>(distinct.size());
            for (TargetRow row : distinct) {
                Record record = Optional.ofNullable(byKey.get(row.key()))
                        .filter(it -> it.get(layout.id()) != null)
                        .orElseThrow(() -> new DataAccessException("table '%s' gave no id for %s '%s'"
                                .formatted(
                                        layout.name(),
                                        row.identity().kind().word(),
                                        row.identity().reference())));
                parents.put(row.key(), record.get(layout.id()));
                records.add(record);
            }
            layout.items().forEach(items -> insertItems(items, distinct, parents));
            List<Present> written = reader.written(
                    records, distinct.stream().map(TargetRow::lists).toList());
            for (int i = 0; i < distinct.size(); i++) {
                taken.put(distinct.get(i).identity(), written.get(i));
            }
        }
        checkWhatIsDeferred();
        return taken;
    }

    /**
     * Gives a row of the target the values of this one, where they differ.
     *
     * @return the row as the target has it then
     * @throws DataAccessException if the target refuses it; the caller rolls back
     */
    Present update(Present present, TargetRow row) {
        List<String> different = reader.differences(present, row);
        Object id = TableReader.typed(present.id(), layout.id());
        Map<Field<?>, Object> values = new HashMap<>();
        for (String name : different) {
            Optional.ofNullable(layout.columns().get(name))
                    .map(Layout.Column::field)
                    .ifPresent(it -> values.put(it, bound(row.value(name), it)));
        }
        if (!values.isEmpty()) {
            int updated = database.update(layout.table())
                    .set(values)
                    .where(TableReader.untyped(layout.id()).eq(id))
                    .execute();
            if (updated != 1) {
                throw new DataAccessException("table '%s' changed %d rows of 1".formatted(layout.name(), updated));
            }
        }
        for (Layout.Items items : layout.items()) {
            if (different.contains(items.list())) {
                deleteItems(items, List.of(id), List.of(present));
                insertItems(items, List.of(row), Map.of(row.key(), id));
            }
        }
        checkWhatIsDeferred();
        Present written = Optional.ofNullable(reader.byId(List.of(present.id())).get(present.id()))
                .orElseThrow(() -> new DataAccessException(
                        "table '%s' no longer has the row that was changed".formatted(layout.name())));
        if (reader.differences(written, row).stream().anyMatch(it -> reader.isSame(it, present, written))) {
            throw new DataAccessException("table '%s' has left the row as it was".formatted(layout.name()));
        }
        return written;
    }

    /**
     * Takes rows out, with what the plan has hung on them.
     *
     * @throws DataAccessException if the target refuses any of them; the caller rolls back
     */
    void delete(Collection<Present> rows) {
        List<Object> ids = rows.stream()
                .<Object>map(it -> TableReader.typed(it.id(), layout.id()))
                .toList();
        layout.items().forEach(it -> deleteItems(it, ids, rows));
        int deleted = database.deleteFrom(layout.table())
                .where(TableReader.untyped(layout.id()).in(ids))
                .execute();
        if (deleted != rows.size()) {
            throw new DataAccessException(
                    "table '%s' deleted %d rows of %d".formatted(layout.name(), deleted, rows.size()));
        }
        checkWhatIsDeferred();
    }

    private void deleteItems(Layout.Items items, List<Object> parents, Collection<Present> rows) {
        int deleted = database.deleteFrom(items.table())
                .where(TableReader.ours(items, parents))
                .execute();
        int known = rows.stream().mapToInt(it -> it.items(items.list()).size()).sum();
        if (deleted != known) {
            throw new DataAccessException("table '%s' deleted %d rows of %d".formatted(items.name(), deleted, known));
        }
    }

    /** What PostgreSQL would refuse at the commit, with the whole chunk, it refuses here. */
    private void checkWhatIsDeferred() {
        if (database.family() == SQLDialect.POSTGRES) {
            database.execute("set constraints all immediate");
            database.execute("set constraints all deferred");
        }
    }

    private Map<String, Record> insertDistinct(List<TargetRow> rows) {
        Map<String, Record> records = new HashMap<>();
        (staging.suits() ? staging.insert(rows) : insertValues(rows))
                .forEach(row ->
                        records.put(String.valueOf(row.get(layout.keyColumn())).strip(), row));
        return records;
    }

    private Result<Record> insertValues(List<TargetRow> rows) {
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
        return insert.returningResult(layout.all()).fetch();
    }

    private void insertItems(Layout.Items items, List<TargetRow> rows, Map<String, Object> parents) {
        List<Field<?>> fields = new ArrayList<>(List.of(items.parent()));
        items.columns().values().forEach(it -> fields.add(it.field()));
        List<List<Object>> lines = new ArrayList<>();
        for (TargetRow row : rows) {
            for (String item : row.items(items.list())) {
                List<Object> line = new ArrayList<>(fields.size());
                line.add(Optional.ofNullable(parents.get(row.key())).orElseThrow());
                for (Layout.Column column : items.columns().values()) {
                    line.add(column.content() instanceof LoadPlan.Fixed fixed ? fixed.text() : item);
                }
                lines.add(line);
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        if (CopyText.suits(database)) {
            try (CopyText text = new CopyText(database, items.table(), fields)) {
                lines.forEach(line -> {
                    line.forEach(text::cell);
                    text.end();
                });
                text.write();
            }
        } else {
            InsertValuesStepN<Record> insert = database.insertInto(items.table(), fields);
            for (List<Object> line : lines) {
                List<Field<?>> values = new ArrayList<>(fields.size());
                for (int i = 0; i < fields.size(); i++) {
                    values.add(bound(Optional.of(line.get(i)), fields.get(i)));
                }
                insert = insert.values(values);
            }
            insert.execute();
        }
    }

    private static Field<?> bound(Optional<Object> value, Field<?> column) {
        return DSL.val(value.orElse(null), column.getDataType());
    }
}
