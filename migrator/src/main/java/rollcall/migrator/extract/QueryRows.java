package rollcall.migrator.extract;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rollcall.reconciler.Throttle;

/**
 * The rows of one query. Times are read as {@link LocalDateTime}, whatever the process's zone: through {@code
 * java.sql.Timestamp} 01:30 on the March Sunday would become 02:30, and 0001-01-01 another day.
 */
final class QueryRows implements RowReader {
    private static final int FETCH_SIZE = 1_000;

    private final String place;
    private final Statement statement;
    private final ResultSet rows;
    private final QueryColumns columns;
    private final Throttle throttle;
    private final boolean datesHaveTimes;

    private long read;

    private QueryRows(String place, Statement statement, ResultSet rows, Snapshot snapshot) throws SQLException {
        this.place = place;
        this.statement = statement;
        this.rows = rows;
        this.columns = QueryColumns.of(rows.getMetaData());
        this.throttle = snapshot.throttle();
        this.datesHaveTimes = snapshot.product().equals("Oracle");
    }

    static QueryRows open(Kind kind, Snapshot snapshot, String place, String sql) throws ExtractFailed {
        try {
            Statement statement =
                    snapshot.connection().createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            try {
                statement.setFetchSize(snapshot.throttle().fetchSize(FETCH_SIZE));
                QueryRows rows = new QueryRows(place, statement, statement.executeQuery(sql), snapshot);
                rows.columns.check(kind, place);
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

    @Override
    public List<String> columns() {
        return columns.names();
    }

    @Override
    public Optional<List<String>> next() throws ExtractFailed {
        throttle.row();
        try {
            if (!rows.next()) {
                return Optional.empty();
            }
            read++;
            List<String> values = new ArrayList<>(columns.names().size());
            for (int i = 0; i < columns.names().size(); i++) {
                values.add(text(i));
            }
            return Optional.of(values);
        } catch (SQLException cut) {
            throw new ExtractFailed("%s: reading was cut short: %s".formatted(place, Snapshot.words(cut)), cut);
        }
    }

    private String text(int column) throws SQLException {
        @Nullable
        Object value = switch (columns.types().get(column)) {
            case Types.TIMESTAMP -> iso(rows.getObject(column + 1, LocalDateTime.class));
            // Oracle's DATE goes to the second; one of its driver's settings calls it a day all the same.
            case Types.DATE ->
                datesHaveTimes
                        ? iso(rows.getObject(column + 1, LocalDateTime.class))
                        : rows.getObject(column + 1, LocalDate.class);
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
