package rollcall.reconciler.side;

import java.util.Set;

/**
 * Which columns a side has.
 *
 * @param file the side's file, for messages
 */
record SideColumns(String file, Set<Column> columns) {
    SideColumns {
        columns = Set.copyOf(columns);
    }

    boolean has(Column column) {
        return columns.contains(column);
    }
}
