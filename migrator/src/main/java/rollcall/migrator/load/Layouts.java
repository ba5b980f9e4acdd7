package rollcall.migrator.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.plan.LoadPlan;
import rollcall.migrator.plan.LoadPlan.Content;
import rollcall.migrator.plan.LoadPlan.ItemTable;
import rollcall.reconciler.plan.PlanFaults;

/**
 * The plan's tables and columns found in the target, all of them or every fault at once.
 *
 * @param tables by kind of record
 */
public record Layouts(Map<Kind, Layout> tables, Register register) {
    private static final Set<String> TIMES = Set.of(
            "raised", "target_date", "starts_at", "ends_at", "day", "template_start", "template_end", "loaded_at");

    /** The fields that are an appointment's day and time. */
    static final Set<String> WINDOW = Set.of("starts_at", "ends_at", "day", "template_start", "template_end");

    /** The property register's table and columns. */
    record Register(Table<Record> table, Field<?> key, Field<?> id) {}

    public Layouts {
        tables = Map.copyOf(tables);
    }

    Layout of(Kind kind) {
        return Optional.ofNullable(tables.get(kind)).orElseThrow();
    }

    /**
     * Looks the plan's tables and columns up.
     *
     * @throws PlanFaults if the target lacks any, or a column's type cannot take what the plan writes there
     */
    public static Layouts find(TargetDatabase target, LoadPlan plan) throws PlanFaults, SQLException {
        try (Connection connection = target.open()) {
            Finder finder = new Finder(connection, target.schema(), plan.lines());
            Map<Kind, Layout> tables = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                tables.put(kind, finder.layout(kind, plan.table(kind)));
            }
            Register register = finder.register(plan.register());
            if (!finder.faults.isEmpty()) {
                throw new PlanFaults(finder.faults);
            }
            Map<Kind, Layout> whole = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                Layout layout = Optional.ofNullable(tables.get(kind)).orElseThrow();
                whole.put(kind, layout.hanging(finder.dependents(kind, layout, tables)));
            }
            return new Layouts(whole, register);
        }
    }

    /** Goes on after a fault with a stand-in, so that all faults are told at once. */
    private static final class Finder {
        private final Connection connection;
        private final String schema;
        private final ToIntFunction<List<String>> lines;
        private final List<String> faults = new ArrayList<>();

        Finder(Connection connection, String schema, ToIntFunction<List<String>> lines) {
            this.connection = connection;
            this.schema = schema;
            this.lines = lines;
        }

        Layout layout(Kind kind, LoadPlan.Table plan) throws SQLException {
            List<String> place = List.of(kind.word());
            TargetTable table = table(place, plan.table());
            Map<String, Layout.Column> columns = columns(place, table, plan.columns());
            String key = kind == Kind.CONTACTS ? "job_id" : "reference";
            Field<?> keyColumn = columns.values().stream()
                    .filter(it -> it.content().equals(new LoadPlan.Field(key)))
                    .findFirst()
                    .<Field<?>>map(Layout.Column::field)
                    .orElse(STAND_IN);
            List<Layout.Items> items = new ArrayList<>();
            for (ItemTable list : plan.lists()) {
                List<String> itemPlace = List.of(kind.word(), "lists", list.list());
                TargetTable itemTable = table(itemPlace, list.table());
                items.add(items(itemPlace, list, itemTable));
            }
            return new Layout(
                    plan.table(),
                    table.table(),
                    column(place, "id", table, plan.id()),
                    keyColumn,
                    columns,
                    items,
                    watched(place, table, plan.unwatched()),
                    List.of());
        }

        private List<Field<?>> watched(List<String> place, TargetTable table, List<String> unwatched) {
            List<Field<?>> watched = new ArrayList<>(table.columns().values());
            unwatched.forEach(it -> watched.remove(column(place, "unwatched", table, it)));
            return watched;
        }

        private Layout.Items items(List<String> place, ItemTable list, TargetTable table) throws SQLException {
            Field<?> parent = column(place, "parent", table, list.parent());
            Map<String, Layout.Column> columns = columns(place, table, list.columns());
            Set<String> told = table.key(connection);
            told.add(parent.getName());
            columns.values().forEach(it -> told.add(it.field().getName()));
            return new Layout.Items(
                    list.list(),
                    list.table(),
                    table.table(),
                    parent,
                    columns,
                    table.columns().values().stream()
                            .filter(it -> !told.contains(it.getName()))
                            .toList(),
                    table.columns().isEmpty() ? List.of() : table.referring(connection, STAND_IN));
        }

        /** What refers to this table by a foreign key, and what does by the plan, whether or not the target says so. */
        List<Dependent> dependents(Kind kind, Layout layout, Map<Kind, Layout> all) throws SQLException {
            Set<Dependent> dependents = new LinkedHashSet<>();
            layout.items()
                    .forEach(it -> dependents.add(new Dependent(it.name(), it.table(), it.parent(), layout.id())));
            if (kind == Kind.JOBS) {
                for (Kind child : List.of(Kind.APPOINTMENTS, Kind.CONTACTS)) {
                    Layout of = Optional.ofNullable(all.get(child)).orElseThrow();
                    of.columns().values().stream()
                            .filter(it -> it.content().equals(new LoadPlan.Field("job_id")))
                            .forEach(it ->
                                    dependents.add(new Dependent(of.name(), of.table(), it.field(), layout.id())));
                }
            }
            dependents.addAll(new TargetTable(layout.name(), layout.table(), byName(layout.all()))
                    .referring(connection, layout.id()));
            return List.copyOf(dependents);
        }

        private static Map<String, Field<?>> byName(List<Field<?>> columns) {
            Map<String, Field<?>> byName = new LinkedHashMap<>();
            columns.forEach(it -> byName.put(it.getName().toLowerCase(java.util.Locale.ROOT), it));
            return byName;
        }

        Register register(LoadPlan.Register plan) throws SQLException {
            List<String> place = List.of("register");
            TargetTable table = table(place, plan.table());
            return new Register(
                    table.table(), column(place, "key", table, plan.key()), column(place, "id", table, plan.id()));
        }

        private TargetTable table(List<String> place, String name) throws SQLException {
            Optional<TargetTable> found = TargetTable.read(connection, schema, name);
            if (found.isEmpty()) {
                faults.add(
                        "%s: the target has no table '%s' in schema '%s'; correct the name, or the connection's schema"
                                .formatted(place(place, "table"), name, schema));
            }
            return found.orElseGet(() -> new TargetTable(name, DSL.table(name), Map.of()));
        }

        private Map<String, Layout.Column> columns(List<String> place, TargetTable table, Map<String, Content> plan) {
            Map<String, Layout.Column> columns = new LinkedHashMap<>();
            List<String> below =
                    Stream.concat(place.stream(), Stream.of("columns")).toList();
            plan.forEach((name, content) -> {
                Field<?> field = column(below, name, table, name);
                if (field.getDataType().equals(TargetTable.ZONED)) {
                    faults.add(
                            "%s: column '%s' of '%s' is a time with a zone, and would shift with the zone of the machine that loads; make it a timestamp without time zone, or take it out of the plan"
                                    .formatted(place(below, name), name, table.name()));
                } else if (content instanceof LoadPlan.Field ours && !takes(field, ours.name())) {
                    faults.add("%s: column '%s' of '%s' is of a type that cannot take our field '%s'"
                            .formatted(place(below, name), name, table.name(), ours.name()));
                }
                columns.put(name, new Layout.Column(field, content));
            });
            return columns;
        }

        private Field<?> column(List<String> place, String key, TargetTable table, String name) {
            Optional<Field<?>> found = table.column(name);
            if (found.isEmpty() && !table.columns().isEmpty()) {
                faults.add("%s: table '%s' has no column '%s'; it has %s"
                        .formatted(
                                place(place, key),
                                table.name(),
                                name,
                                String.join(", ", table.columns().keySet())));
            }
            return found.orElse(STAND_IN);
        }

        /** Where a key stands, as a fault begins: {@code plan.yaml line 58: migrate: load: jobs: columns}. */
        private String place(List<String> place, String key) {
            int line = lines.applyAsInt(
                    Stream.concat(place.stream(), Stream.of(key)).toList());
            return "plan.yaml%s: migrate: load: %s"
                    .formatted(line > 0 ? " line " + line : "", String.join(": ", place));
        }

        private static boolean takes(Field<?> column, String field) {
            Class<?> type = column.getType();
            boolean temporal = java.time.temporal.Temporal.class.isAssignableFrom(type);
            boolean known = !column.getDataType().equals(SQLDataType.OTHER);
            return column == STAND_IN
                    || (known && (TIMES.contains(field) ? temporal || type == String.class : !temporal));
        }
    }

    private static final Field<?> STAND_IN = DSL.field(DSL.quotedName("?"), SQLDataType.VARCHAR);
}
