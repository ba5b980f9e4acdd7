package rollcall.migrator.job;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What legacy's staff do after the extract, in legacy's own tables. */
record LaterLegacy(MovedCouncil council) {

    /** A visit that stands and was moved. */
    record Visit(String sid, String order, String job) {}

    /** Standing visits, one of each order, whose order has no other, in the order of their numbers. */
    List<Visit> visits() throws SQLException {
        List<Visit> visits = new ArrayList<>();
        for (String line : council.held()) {
            String[] parts = line.split("\\|", -1);
            if (parts[0].equals("appointment")) {
                List<String> order = query("select v.reference_sid, (select count(*) from visit o"
                        + " where o.reference_table = v.reference_table and o.reference_sid = v.reference_sid), w.wo_status"
                        + " from visit v join rmworder w on w.rmworder_sid = v.reference_sid"
                        + " where v.reference_table = 'UHOrder' and year(v.visit_prop_end) > 2000 and v.visit_sid = "
                        + parts[1]);
                if (order.size() == 1 && order.get(0).matches("\\d+\\|1\\|200 *")) {
                    visits.add(new Visit(parts[1], order.get(0).split("\\|", -1)[0], parts[2]));
                }
            }
        }
        return visits;
    }

    /** Gives a visit another day, in its own row. */
    void move(Visit visit, int days) throws SQLException {
        execute("update visit set visit_prop_appointment = dateadd(day, %1$d, visit_prop_appointment),"
                .concat(" visit_prop_end = dateadd(day, %1$d, visit_prop_end) where visit_sid = %2$s")
                .formatted(days, visit.sid()));
        execute(
                "update rmworder set expected_completion = (select visit_prop_end from visit where visit_sid = %s) where rmworder_sid = %s"
                        .formatted(visit.sid(), visit.order()));
    }

    /** Books another visit in the place of one. */
    void rebook(Visit visit, int newSid) throws SQLException {
        execute("""
                insert into visit select %d, reference_table, reference_sid, dateadd(day, 2, visit_prop_appointment),
                    dateadd(day, 2, visit_prop_end), visit_appoint, visit_end, visit_actual, visit_prop_duration,
                    visit_slot_type, visit_outcome, visit_reason, visit_carded, visit_success, visit_comment, visit_cat,
                    u_task_ref from visit where visit_sid = %s
                """.formatted(newSid, visit.sid()));
        execute(
                "update rmworder set expected_completion = (select visit_prop_end from visit where visit_sid = %d) where rmworder_sid = %s"
                        .formatted(newSid, visit.order()));
    }

    /** Cancels the order, and with it its visit. */
    void cancel(Visit visit) throws SQLException {
        execute(
                "update rmworder set wo_status = '700', cancelled_date = timestamp '2026-10-16 19:00:00' where rmworder_sid = "
                        + visit.order());
    }

    /** Writes down that the visit has been made. */
    void finish(Visit visit) throws SQLException {
        execute("update visit set visit_outcome = 'CO' where visit_sid = " + visit.sid());
    }

    /** Books a visit for an order that has one, for a task of another trade. */
    void book(Visit like, int newSid) throws SQLException {
        execute(
                "insert into rmworder select '99' || right(wo_ref, 8), rq_ref, prop_ref, sup_ref, wo_status, u_dlo_status,"
                        + " u_priority, created, issued, date_due, expected_completion, attend_date, completed, cancelled_date,"
                        + " cancelnote, appointkept, est_cost, u_allocated_resource, " + newSid + ", u_revised_due"
                        + " from rmworder where rmworder_sid = " + like.order());
        execute(
                "insert into rmtask select task_ref + 50000000, '99' || right(wo_ref, 8), rq_ref, task_no, job_code, trade,"
                        + " priority, task_status, apoint_time, task_text, est_units, est_cost from rmtask where wo_ref ="
                        + " (select wo_ref from rmworder where rmworder_sid = " + like.order() + ")");
        execute("""
                insert into visit select %1$d, reference_table, %1$d, visit_prop_appointment, visit_prop_end,
                    visit_appoint, visit_end, visit_actual, visit_prop_duration, visit_slot_type, visit_outcome,
                    visit_reason, visit_carded, visit_success, visit_comment, visit_cat,
                    u_task_ref + 50000000 from visit where visit_sid = %2$s
                """.formatted(newSid, like.sid()));
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            if (statement.executeUpdate(sql) == 0) {
                throw new IllegalStateException("changes nothing: " + sql);
            }
        }
    }

    private List<String> query(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder(rows.getString(1));
                for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.append('|').append(rows.getString(i));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(council.folder().legacyUrl(), "sa", "");
    }
}
