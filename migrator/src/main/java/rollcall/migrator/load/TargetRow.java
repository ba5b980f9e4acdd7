package rollcall.migrator.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.Identity;

/**
 * A row that is ready for the target.
 *
 * @param identity whose row it is
 * @param key what the row is known by in the target: its legacy reference, or its job's id
 * @param values by column, in the column's own type; a blank one has no entry
 * @param lists items of rows that hang on this one, by list
 */
record TargetRow(Identity identity, String key, Map<String, Object> values, Map<String, List<String>> lists) {
    TargetRow {
        values = Map.copyOf(values);
        lists = Map.copyOf(lists);
    }

    TargetRow under(Identity other) {
        return new TargetRow(other, key, values, lists);
    }

    /** The value for a column; empty where it stays blank. */
    Optional<Object> value(String column) {
        return Optional.ofNullable(values.get(column));
    }

    /** The items of a list, in order. */
    List<String> items(String list) {
        return lists.getOrDefault(list, List.of());
    }
}
