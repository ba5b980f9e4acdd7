package rollcall.reconciler.side;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import rollcall.reconciler.Progress;
import rollcall.reconciler.plan.KeyColumns;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;

/** Reads a side from a SQL file's query. */
final class QueryReader {
    static final int FETCH = 2000;

    private QueryReader() {}

    static void read(Snapshot from, QuerySide side, Intake intake, LocalDateTime asOf, ZoneId zone, Progress.Task task)
            throws SideFailure, IOException {
        String sql = SqlText.of(side, asOf);
        try (Statement statement = from.connection().createStatement()) {
            Optional<SessionClock> clock = SessionClock.of(from.connection());
            statement.setFetchSize(from.throttle().fetchSize(FETCH));
            try (ResultSet rows = statement.executeQuery(sql)) {
                read(rows, from, clock, side.key(), intake, zone, task);
            }
        } catch (SQLException e) {
            throw new SideFailure(Remedy.ofQuery(intake.file(), e));
        }
    }

    /**
     * Reads what a query has yielded.
     *
     * @param clock asked of the session before the query
     * @param key by which columns the records are known
     */
    static void read(
            ResultSet rows,
            Snapshot from,
            Optional<SessionClock> clock,
            KeyColumns key,
            Intake intake,
            ZoneId zone,
            Progress.Task task)
            throws SQLException, SideFailure, IOException {
        Header header = Header.of(intake.file(), QueryLabels.of(rows.getMetaData()), intake.allowed(), key);
        intake.begin(header.yields(intake.allowed()));
        QueryCells result = new QueryCells(intake.file(), rows, header.columns(), zone, clock, intake.problems());
        Cells cells = header.over(result);
        Pace pace = new Pace(intake.file(), task, from.throttle());
        while (result.advance()) {
            intake.take(cells);
            pace.row();
        }
        pace.end();
    }
}
