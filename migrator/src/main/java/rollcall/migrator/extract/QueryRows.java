package rollcall.migrator.extract;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one query. Times are read as {@link LocalDateTime}, whatever the process's zone: through {@code
 * java.sql.Timestamp} 01:30 on the March Sunday would become 02:30, and 0001-01-01 another day.
 */
final class QueryRows implements RowReader {
    private static final int FETCH_SIZE = 1_000;

    private final String place;
    private final Statement statement;
    private final ResultSet rows;
    private final List<String> columns = new ArrayList<>();
    private final List<Integer> types = new ArrayList<>();
    private final List<String> typeNames = new ArrayList<>();

    private long read;

    private QueryRows(String place, Statement statement, ResultSet rows) throws SQLException {
        this.place = place;
        this.statement = statement;
        this.rows = rows;
        ResultSetMetaData metaData = rows.getMetaData();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(metaData.getColumnLabel(i).toLowerCase(Locale.ROOT));
            types.add(metaData.getColumnType(i));
            typeNames.add(metaData.getColumnTypeName(i));
        }
    }

    static QueryRows open(Kind kind, Connection connection, String place, String sql) throws ExtractFailed {
        try {
            Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            try {
                statement.setFetchSize(FETCH_SIZE);
                QueryRows rows = new QueryRows(place, statement, statement.executeQuery(sql));
                rows.check(kind);
                return rows;
            } catch (SQLException | ExtractFailed failed) {
                statement.close();
                throw failed;
            }
        } catch (SQLException refused) {
            throw new ExtractFailed(
                    "%s: legacy refused the query: %s".formatted(place, Snapshot.words(refused)), refused);
        }
    }

    private void check(Kind kind) throws ExtractFailed {
        Columns.check(kind, place, columns);
        for (int i = 0; i < columns.size(); i++) {
            if (ZonedTimes.is(typeNames.get(i))) {
                throw new ExtractFailed("%s: column '%s' is a time with a zone; cast it to wall time without one"
                        .formatted(place, columns.get(i)));
            }
            switch (types.get(i)) {
                case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB, Types.ARRAY ->
                    throw new ExtractFailed(
                            "%s: column '%s' is binary or an array; cast it to text".formatted(place, columns.get(i)));
                default -> {}
            }
        }
    }

    @Override
    public List<String> columns() {
        return List.copyOf(columns);
    }

    @Override
    public Optional<List<String>> next() throws ExtractFailed {
        try {
            if (!rows.next()) {
                return Optional.empty();
            }
            read++;
            List<String> values = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                values.add(text(i));
            }
            return Optional.of(values);
        } catch (SQLException cut) {
            throw new ExtractFailed("%s: reading was cut short: %s".formatted(place, Snapshot.words(cut)), cut);
        }
    }

    private String text(int column) throws SQLException {
        @Nullable
        Object value = switch (types.get(column)) {
            case Types.TIMESTAMP -> iso(rows.getObject(column + 1, LocalDateTime.class));
            case Types.DATE -> rows.getObject(column + 1, LocalDate.class);
            case Types.TIME -> rows.getObject(column + 1, LocalTime.class);
            case Types.BIT, Types.BOOLEAN -> rows.getObject(column + 1, Boolean.class);
            case Types.NUMERIC, Types.DECIMAL -> plain(rows.getBigDecimal(column + 1));
            default -> rows.getString(column + 1);
        };
        return value == null ? "" : value.toString().strip();
    }

    private static @Nullable String iso(@Nullable LocalDateTime time) {
        return time == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    @Override
    public String where() {
        return "%s row %d".formatted(place, read);
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException alreadyGone) {
            // The snapshot's connection is closed next; all rows that count have been read.
        }
    }
}
