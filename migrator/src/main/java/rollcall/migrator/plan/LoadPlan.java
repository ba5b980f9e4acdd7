package rollcall.migrator.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import rollcall.migrator.extract.Kind;

/**
 * Which tables and columns of the new system take which of our fields.
 *
 * @param chunk rows in one transaction
 * @param register the new system's property register
 * @param tables for each kind of record
 * @param lines where in plan.yaml something stands, by the keys that lead to it; 0 where that is not known
 */
public record LoadPlan(int chunk, Register register, Map<Kind, Table> tables, ToIntFunction<List<String>> lines) {
    public LoadPlan {
        tables = Map.copyOf(tables);
    }

    /** A plan that stands in no file. */
    public LoadPlan(int chunk, Register register, Map<Kind, Table> tables) {
        this(chunk, register, tables, path -> 0);
    }

    /** The table for a kind of record; a bound plan has one for each. */
    public Table table(Kind kind) {
        return Optional.ofNullable(tables.get(kind)).orElseThrow();
    }

    /**
     * The property register.
     *
     * @param table its table
     * @param key the column with the property reference
     * @param id the column to which other tables refer
     */
    public record Register(String table, String key, String id) {}

    /**
     * A table and what is written into it.
     *
     * @param id the column with the key that the new system gives
     * @param columns column of the table to what goes there, in the plan's order
     * @param lists tables that hang on this one, a row for each item
     * @param unwatched columns that the new system touches by itself: a change there is nobody's
     */
    public record Table(
            String table, String id, Map<String, Content> columns, List<ItemTable> lists, List<String> unwatched) {
        public Table {
            columns = ordered(columns);
            lists = List.copyOf(lists);
            unwatched = List.copyOf(unwatched);
        }

        /** A table of which every column is watched. */
        public Table(String table, String id, Map<String, Content> columns, List<ItemTable> lists) {
            this(table, id, columns, lists, List.of());
        }
    }

    /**
     * A table with a row for each item of a list.
     *
     * @param list {@code phones}, {@code emails} or {@code alerts}
     * @param parent the column that refers to the parent's {@code id}
     * @param columns as in {@link Table}; the field {@code item} is the list's item
     */
    public record ItemTable(String list, String table, String parent, Map<String, Content> columns) {
        public ItemTable {
            columns = ordered(columns);
        }
    }

    /** What goes into a column. */
    public sealed interface Content {}

    /** One of our fields, see {@link Fields}. */
    public record Field(String name) implements Content {}

    /** A fixed text, written {@code 'so'} in the plan. */
    public record Fixed(String text) implements Content {}

    private static Map<String, Content> ordered(Map<String, Content> columns) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
}
