package rollcall.migrator.load;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import rollcall.migrator.ledger.Among;
import rollcall.migrator.plan.LoadPlan;

/** Finds what the target holds of one kind of record. */
final class TableReader {
    private final DSLContext database;
    private final Layout layout;

    TableReader(DSLContext database, Layout layout) {
        this.database = database;
        this.layout = layout;
    }

    /** The target's rows with one of these keys, by key, lowest id first. */
    Map<String, List<Present>> byKey(Collection<String> keys) {
        List<Object> typed = keys.stream()
                .distinct()
                .<Object>map(it -> typed(it, layout.keyColumn()))
                .toList();
        Map<String, List<Present>> present = new HashMap<>();
        if (!typed.isEmpty()) {
            // Asked for in the order of their ids, PostgreSQL would read all rows of the table.
            Result<Record> rows = select(layout.keyColumn(), typed).fetch();
            rows.sort(Comparator.comparing(it -> it.get(layout.id()), TableReader::inOrder));
            found(rows, false)
                    .forEach(it -> present.computeIfAbsent(it.key(), key -> new ArrayList<>())
                            .add(it));
        }
        return present;
    }

    /** The rows with these ids, by id; they are locked until the transaction ends, so that nobody changes them meanwhile. */
    Map<String, Present> locked(Collection<String> ids) {
        Map<String, Present> present = new HashMap<>();
        if (!ids.isEmpty()) {
            List<Object> typed =
                    ids.stream().<Object>map(it -> typed(it, layout.id())).toList();
            found(select(layout.id(), typed).orderBy(layout.id()).forUpdate().fetch(), true)
                    .forEach(it -> present.put(it.id(), it));
        }
        return present;
    }

    /** The rows with these ids, by id, for looking at. */
    Map<String, Present> byId(Collection<String> ids) {
        Map<String, Present> present = new HashMap<>();
        if (!ids.isEmpty()) {
            List<Object> typed =
                    ids.stream().<Object>map(it -> typed(it, layout.id())).toList();
            found(select(layout.id(), typed).fetch(), false).forEach(it -> present.put(it.id(), it));
        }
        return present;
    }

    private static int inOrder(Object one, Object other) {
        return one instanceof Number && other instanceof Number
                ? new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()))
                : String.valueOf(one).compareTo(String.valueOf(other));
    }

    private SelectConditionStep<Record> select(Field<?> column, List<Object> values) {
        return database.select(layout.all()).from(layout.table()).where(Among.of(database, untyped(column), values));
    }

    private List<Present> found(List<Record> rows, boolean locked) {
        Map<String, List<Item>> items = items(rows, locked);
        return rows.stream()
                .map(row -> {
                    Map<String, List<String>> lists = new HashMap<>();
                    Map<String, List<String>> whole = new HashMap<>();
                    for (Item item : items.getOrDefault(id(row), List.of())) {
                        lists.computeIfAbsent(item.list(), it -> new ArrayList<>())
                                .add(item.text());
                        whole.computeIfAbsent(item.list(), it -> new ArrayList<>())
                                .add(item.text() + item.others());
                    }
                    return present(row, lists, whole);
                })
                .toList();
    }

    /** Rows that have just been written, with these items; where items have columns of their own, they are read again. */
    List<Present> written(List<Record> rows, List<Map<String, List<String>>> lists) {
        if (layout.items().stream().anyMatch(it -> !it.others().isEmpty())) {
            return found(rows, false);
        }
        List<Present> written = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            written.add(present(rows.get(i), lists.get(i), lists.get(i)));
        }
        return written;
    }

    /** A row as the target gave it, with what hangs on it. */
    private Present present(Record row, Map<String, List<String>> lists, Map<String, List<String>> whole) {
        SortedMap<String, String> columns = new TreeMap<>();
        List<Field<?>> fields = layout.all();
        for (int i = 0; i < fields.size(); i++) {
            Optional<Object> value = Optional.ofNullable(row.get(i));
            if (value.isPresent()) {
                columns.put(fields.get(i).getName(), CellText.of(value.get()));
            }
        }
        return new Present(
                id(row), String.valueOf(row.get(layout.keyColumn())).strip(), columns, sorted(lists), sorted(whole));
    }

    private static Map<String, List<String>> sorted(Map<String, List<String>> lists) {
        Map<String, List<String>> sorted = new HashMap<>();
        lists.forEach((list, texts) -> sorted.put(list, sorted(texts)));
        return sorted;
    }

    private String id(Record row) {
        return String.valueOf(row.get(layout.id())).strip();
    }

    /** An item of a list, and what the new system keeps beside it. */
    private record Item(String list, String text, String others) {}

    /** What hangs on these rows and is of the plan, by the row's id; locked, so that nobody changes it meanwhile. */
    private Map<String, List<Item>> items(List<Record> rows, boolean locked) {
        Map<String, List<Item>> items = new HashMap<>();
        if (rows.isEmpty()) {
            return items;
        }
        List<Object> ids = rows.stream().<Object>map(it -> it.get(layout.id())).toList();
        for (Layout.Items list : layout.items()) {
            List<Field<?>> fields = new ArrayList<>(List.of(list.parent()));
            list.columns().values().stream()
                    .filter(it -> !(it.content() instanceof LoadPlan.Fixed))
                    .forEach(it -> fields.add(it.field()));
            fields.addAll(list.others());
            var select = database.select(fields).from(list.table()).where(ours(list, ids));
            (locked ? select.forUpdate().fetch() : select.fetch())
                    .forEach(row -> items.computeIfAbsent(
                                    String.valueOf(row.get(0)).strip(), id -> new ArrayList<>())
                            .add(new Item(list.list(), String.valueOf(row.get(1)), others(row, list))));
        }
        return items;
    }

    private static String others(Record row, Layout.Items list) {
        StringBuilder others = new StringBuilder();
        for (Field<?> field : list.others()) {
            Optional.<Object>ofNullable(row.get(field))
                    .map(CellText::of)
                    .ifPresent(it -> others.append('\0')
                            .append(field.getName())
                            .append('\0')
                            .append(it));
        }
        return others.toString();
    }

    /** The rows of a list that the plan writes for these parents. */
    static Condition ours(Layout.Items list, Collection<Object> parents) {
        Condition ours = untyped(list.parent()).in(parents);
        for (Layout.Column column : list.columns().values()) {
            if (column.content() instanceof LoadPlan.Fixed fixed) {
                ours = ours.and(DSL.field(column.field().getQualifiedName(), String.class)
                        .eq(fixed.text()));
            }
        }
        return ours;
    }

    /** In which columns and lists that come from legacy a row of the target is not this one; who wrote it, and when, may differ. */
    List<String> differences(Present present, TargetRow row) {
        List<String> different = new ArrayList<>();
        layout.columns().forEach((name, column) -> {
            if (isFromLegacy(column)
                    && !text(present, column).equals(row.value(name).map(it -> canonical(column.field(), it)))) {
                different.add(name);
            }
        });
        layout.items().stream()
                .map(Layout.Items::list)
                .filter(it -> !present.items(it).equals(sorted(row.items(it))))
                .forEach(different::add);
        return different;
    }

    /** Whether a column or list of a row is as it was. */
    boolean isSame(String name, Present before, Present now) {
        return Optional.ofNullable(layout.columns().get(name))
                .map(it -> text(before, it).equals(text(now, it)))
                .orElseGet(() -> before.items(name).equals(now.items(name)));
    }

    private static boolean isFromLegacy(Layout.Column column) {
        return column.content() instanceof LoadPlan.Field field && !field.name().equals("loaded_at");
    }

    private static Optional<String> text(Present present, Layout.Column column) {
        return Optional.ofNullable(present.columns().get(column.field().getName()))
                .map(it -> canonical(column.field(), it));
    }

    static List<String> sorted(List<String> items) {
        return items.stream().map(String::strip).sorted().toList();
    }

    /** Without what the column's type adds: padding, and a number's scale. */
    private static String canonical(Field<?> column, Object value) {
        String text = value.toString().strip();
        return column.getType() == BigDecimal.class
                ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                : text;
    }

    /** A text from the ledger, or a key, as a value of this column's own type. */
    static Object typed(String text, Field<?> column) {
        return column.getDataType().equals(SQLDataType.OTHER)
                ? text
                : column.getDataType().convert(text);
    }

    @SuppressWarnings("unchecked")
    static Field<Object> untyped(Field<?> field) {
        return (Field<Object>) field;
    }
}
