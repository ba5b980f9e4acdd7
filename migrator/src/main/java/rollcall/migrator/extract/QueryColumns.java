package rollcall.migrator.extract;

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
 * @param typeNames the database's own words
 */
record QueryColumns(List<String> names, List<Integer> types, List<String> typeNames) {
    private static final int SQL_SERVER_DATETIME = -151;
    private static final int SQL_SERVER_SMALLDATETIME = -150;

    QueryColumns {
        names = List.copyOf(names);
        types = List.copyOf(types);
        typeNames = List.copyOf(typeNames);
    }

    static QueryColumns of(ResultSetMetaData told) throws SQLException {
        List<String> names = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        List<String> typeNames = new ArrayList<>();
        for (int i = 1; i <= told.getColumnCount(); i++) {
            names.add(told.getColumnLabel(i).toLowerCase(Locale.ROOT));
            types.add(standard(told.getColumnType(i)));
            typeNames.add(told.getColumnTypeName(i));
        }
        return new QueryColumns(names, types, typeNames);
    }

    /** SQL Server's driver has numbers of its own for datetime and smalldatetime, which it gives of an old server. */
    private static int standard(int type) {
        return type == SQL_SERVER_DATETIME || type == SQL_SERVER_SMALLDATETIME ? Types.TIMESTAMP : type;
    }

    /** Refuses what the mover cannot read as text, and the lack of what it needs. */
    void check(Kind kind, String place) throws ExtractFailed {
        Columns.check(kind, place, names);
        for (int i = 0; i < names.size(); i++) {
            if (ZonedTimes.is(typeNames.get(i))) {
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
