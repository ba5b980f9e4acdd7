package rollcall.migrator.extract;

import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The columns of a query.
 *
 * @param names in small letters
 * @param types of {@link Types}
 * @param readings how the values of each become text
 */
record QueryColumns(List<String> names, List<Integer> types, List<ColumnReading> readings) {
    QueryColumns {
        names = List.copyOf(names);
        types = List.copyOf(types);
        readings = List.copyOf(readings);
    }

    /** As the driver tells them of a query on this connection. */
    static QueryColumns of(ResultSetMetaData told, Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        List<Integer> types = new ArrayList<>();
        List<ColumnReading> readings = new ArrayList<>();
        for (int i = 1; i <= told.getColumnCount(); i++) {
            types.add(told.getColumnType(i));
            readings.add(ColumnReading.of(told.getColumnType(i), told.getColumnTypeName(i), product));
        }
        return new QueryColumns(names(told), types, readings);
    }

    /** Their names alone. */
    static List<String> names(ResultSetMetaData told) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= told.getColumnCount(); i++) {
            names.add(told.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** Refuses what the mover cannot read as text, and the lack of what it needs. */
    void check(Kind kind, String place) throws ExtractFailed {
        Columns.check(kind, place, names);
        for (int i = 0; i < names.size(); i++) {
            if (readings.get(i) == ColumnReading.ZONED) {
                throw new ExtractFailed("%s: column '%s' is a time with a zone; cast it to wall time without one"
                        .formatted(place, names.get(i)));
            }
            switch (types.get(i)) {
                case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB, Types.ARRAY ->
                    throw new ExtractFailed(
                            "%s: column '%s' is binary or an array; cast it to text".formatted(place, names.get(i)));
                default -> {}
            }
        }
    }
}
