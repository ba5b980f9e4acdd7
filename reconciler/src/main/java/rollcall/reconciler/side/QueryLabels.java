package rollcall.reconciler.side;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import rollcall.reconciler.plan.QueryPlace;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;

/** The columns that a query yields, by their labels. */
public final class QueryLabels {
    private QueryLabels() {}

    /**
     * Asks the database, which in most products does not run the query for it.
     *
     * @param file the query's file, for messages
     * @throws SideFailure if the database refuses the query, with the line of which it complains where it tells one
     */
    public static List<String> of(Snapshot from, QuerySide query, String file, LocalDateTime asOf) throws SideFailure {
        String sql = SqlText.of(query, asOf);
        try (PreparedStatement statement = from.prepare(sql)) {
            return of(statement);
        } catch (SQLException e) {
            from.renew();
            throw new SideFailure(Remedy.ofQuery(QueryPlace.of(file, sql, e), e));
        }
    }

    private static List<String> of(PreparedStatement statement) throws SQLException {
        ResultSetMetaData told = statement.getMetaData();
        if (told != null) {
            return of(told);
        }
        statement.setMaxRows(1);
        try (ResultSet rows = statement.executeQuery()) {
            return of(rows.getMetaData());
        }
    }

    /** The labels of a result. */
    public static List<String> of(ResultSetMetaData columns) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            labels.add(columns.getColumnLabel(i));
        }
        return labels;
    }
}
