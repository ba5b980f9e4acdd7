package rollcall.migrator.extract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollcall.reconciler.Throttle;

/** The rows of one query. */
final class QueryRows implements RowReader {
    private static final int FETCH_SIZE = 1_000;

    private final String place;
    private final Statement statement;
    private final ResultSet rows;
    private final QueryColumns columns;
    private final Throttle throttle;

    private long read;

    private QueryRows(String place, Statement statement, ResultSet rows, Throttle throttle) throws SQLException {
        this.place = place;
        this.statement = statement;
        this.rows = rows;
        this.columns = QueryColumns.of(rows.getMetaData(), statement.getConnection());
        this.throttle = throttle;
    }

    static QueryRows open(Kind kind, Snapshot snapshot, String place, String sql) throws ExtractFailed {
        try {
            Statement statement =
                    snapshot.connection().createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            try {
                statement.setFetchSize(snapshot.throttle().fetchSize(FETCH_SIZE));
                QueryRows rows = new QueryRows(place, statement, statement.executeQuery(sql), snapshot.throttle());
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
                values.add(columns.readings().get(i).text(rows, i + 1));
            }
            return Optional.of(values);
        } catch (SQLException cut) {
            throw new ExtractFailed("%s: reading was cut short: %s".formatted(place, Snapshot.words(cut)), cut);
        }
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
